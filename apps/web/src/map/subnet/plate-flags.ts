import type { ServiceFact } from './service-facts';

/** A Service's flag on the plate, in screen px. `direct`: it stands right above its place on the ruler. */
export interface PlateFlag {
  readonly fact: ServiceFact;
  readonly x: number;
  readonly rulerX: number;
  readonly direct: boolean;
  /** 0 nearest to the ruler; leaders on one level never overlap. */
  readonly level: number;
}

const GAP = 28;
const LEVELS = 4;
/** Names that everybody looks for. */
const WELL_KNOWN = new Set(['kubernetes', 'kube-dns', 'coredns']);

/** Flags from left to right in address order, as many as fit; `left` is how many do not. */
export function layFlags(
  facts: readonly ServiceFact[],
  widthOf: (fact: ServiceFact) => number,
  room: { readonly x: number; readonly right: number },
  rulerX: (fact: ServiceFact) => number,
): { readonly flags: readonly PlateFlag[]; readonly left: number } {
  const shown = choose(facts, widthOf, room.right - room.x);
  const used = shown.reduce((sum, fact) => sum + widthOf(fact), 0);
  const slack = shown.length > 1 ? Math.max(GAP, (room.right - room.x - used) / shown.length) : 0;
  const gap = Math.min(slack, 110);
  const flags: PlateFlag[] = [];
  let x = room.x;
  for (const fact of shown) {
    const at = rulerX(fact);
    const direct = at <= x - 6 && at >= x - 24;
    const level = direct ? 0 : freeLevel(flags, Math.min(at, x - 9), Math.max(at, x - 9));
    flags.push({ fact, x, rulerX: at, direct, level });
    x += widthOf(fact) + gap;
  }
  return { flags, left: facts.length - shown.length };
}

/** All when they fit, else the well-known ones first and then in address order. */
function choose(facts: readonly ServiceFact[], widthOf: (fact: ServiceFact) => number, room: number): ServiceFact[] {
  const wanted = [...facts].sort((a, b) => Number(WELL_KNOWN.has(b.name)) - Number(WELL_KNOWN.has(a.name)));
  const shown = new Set<ServiceFact>();
  let used = 0;
  for (const fact of wanted) {
    const width = widthOf(fact) + GAP;
    if (used + width - GAP > room || fact.detail === '') continue;
    used += width;
    shown.add(fact);
  }
  return facts.filter((fact) => shown.has(fact));
}

function freeLevel(flags: readonly PlateFlag[], from: number, to: number): number {
  for (let level = 0; level < LEVELS; level++) {
    const clear = flags.every(
      (flag) =>
        flag.direct ||
        flag.level !== level ||
        Math.max(flag.rulerX, flag.x - 9) < from - 4 ||
        Math.min(flag.rulerX, flag.x - 9) > to + 4,
    );
    if (clear) return level;
  }
  return LEVELS - 1;
}
