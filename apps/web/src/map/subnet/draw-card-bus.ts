import { CARD, GUTTER, type Bus } from '@netkaart/layout';
import { textSize } from './card-measures';
import type { Pen } from './pen';

/** The node network above a row of cards; its name above the first. */
export function drawBus(pen: Pen, bus: Bus): void {
  const { scene, theme } = pen;
  const { words, plan } = scene;
  const y = Math.round(pen.y(bus.y));
  pen.line(theme.control, Math.max(2, 4 * Math.min(1.25, pen.k)), [pen.x(bus.x1), y], [pen.x(bus.x2), y]);
  const first = scene.world.buses[0];
  if (first && bus !== first) {
    const x = pen.x(GUTTER) + 2;
    pen.line(theme.control, Math.max(2, 4 * Math.min(1.25, pen.k)), [x, pen.y(bus.y - CARD.rowPitch)], [x, y]);
    return;
  }
  const network = plan.nodeNetworks.find((one) => one.family === plan.family) ?? plan.nodeNetworks[0];
  if (pen.k < 0.5) return;
  const top = pen.y(bus.y - 26);
  let x = pen.x(bus.x1);
  x += pen.text(words.nodeNetwork, x, top, { size: textSize(pen, 13), weight: 600, colour: theme.text }) + 6;
  if (network)
    x +=
      pen.text(spanText(network.first, network.last), x, top, {
        size: textSize(pen, 13),
        mono: true,
        colour: theme.text,
      }) + 16;
  if (pen.k >= 0.66)
    pen.fitted(words.prefixUnknown, x, top, pen.x(bus.x2) - x, { size: textSize(pen, 12), colour: theme.faint });
}

/** `192.168.1.10 – .12`: what both ends share is written once. */
export function spanText(first: string, last: string): string {
  if (first === last) return first;
  const separator = first.includes(':') ? ':' : '.';
  const shared = sharedUnits(first, last, separator);
  return shared < 2
    ? `${first} – ${last}`
    : `${first} – ${separator}${last.split(separator).slice(shared).join(separator)}`;
}

function sharedUnits(first: string, last: string, separator: string): number {
  const a = first.split(separator);
  const b = last.split(separator);
  let shared = 0;
  while (shared < a.length - 1 && a[shared] === b[shared]) shared++;
  return shared;
}
