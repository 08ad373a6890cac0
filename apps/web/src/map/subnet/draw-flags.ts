import type { Block } from '@netkaart/network';
import type { PodRecord } from '@netkaart/topology';
import type { TextStyle } from '../drawing/text';
import { textSize } from './card-measures';
import type { Grid } from './draw-lot';
import { FLAGS_FROM, flagsOf, type Flag } from './flags';
import type { Pen } from './pen';
import { stateOf } from './tally';

interface Kept {
  readonly pitch: number;
  readonly first: string;
  readonly flags: readonly Flag[];
}
const cache = new WeakMap<Block, Kept>();

/** Labels of the pods of a block where there is room; the chosen pod's in inverse. */
export function drawFlags(pen: Pen, grid: Grid, chosen: string | null): void {
  const block = pen.scene.plan.blocks[grid.block];
  if (!block || block.slotted || grid.pitch < FLAGS_FROM) return;
  const flags = keptFlags(pen, block, grid, chosen);
  for (const flag of flags) drawLeader(pen, grid, flag, flag.pod.uid === chosen);
  for (const flag of flags) drawFlag(pen, grid, flag, flag.pod.uid === chosen);
}

function keptFlags(pen: Pen, block: Block, grid: Grid, chosen: string | null): readonly Flag[] {
  const known = cache.get(block);
  const first = chosen !== null && block.pods.some((pod) => pod.uid === chosen) ? chosen : '';
  if (known?.pitch === grid.pitch && known.first === first) return known.flags;
  const flags = flagsOf(block, grid, rankOf(pen, grid.block, first), textSize(pen, 11));
  cache.set(block, { pitch: grid.pitch, first, flags });
  return flags;
}

/** The chosen pod first, then those in trouble. */
function rankOf(pen: Pen, block: number, chosen: string): (pod: PodRecord) => number {
  const { silent } = pen.scene.tallies.of(block);
  return (pod) => {
    if (pod.uid === chosen) return 0;
    const state = stateOf(pod, silent);
    return state === 'bad' || state === 'pending' ? 1 : 2;
  };
}

function drawLeader(pen: Pen, grid: Grid, flag: Flag, inverse: boolean): void {
  const x = grid.x + flag.leaderX;
  pen.line(inverse ? pen.theme.text : pen.theme.muted, 1.5, [x, grid.y + flag.leaderFrom], [x, grid.y + flag.leaderTo]);
}

function drawFlag(pen: Pen, grid: Grid, flag: Flag, inverse: boolean): void {
  const { ctx, theme, frame } = pen;
  const size = textSize(pen, 11);
  const shown = !frame.namespaces || frame.namespaces.has(flag.pod.namespace);
  const x = grid.x + flag.x;
  const y = grid.y + flag.y;
  pen.marks++;
  ctx.fillStyle = inverse ? theme.text : theme.surface;
  ctx.beginPath();
  ctx.roundRect(x, y, flag.width, flag.height, 3);
  ctx.fill();
  if (!inverse) {
    ctx.strokeStyle = theme.hairline;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.roundRect(x + 0.5, y + 0.5, flag.width - 1, flag.height - 1, 3);
    ctx.stroke();
  }
  const octet: TextStyle = {
    size,
    mono: true,
    weight: inverse ? 600 : 400,
    colour: inverse ? theme.bg : theme.muted,
  };
  const name: TextStyle = {
    size,
    mono: true,
    weight: inverse ? 600 : 500,
    colour: inverse ? theme.bg : shown ? theme.text : theme.faint,
  };
  const middle = y + flag.height / 2;
  const width = pen.text(flag.octet, x + 7, middle, octet);
  pen.text(flag.pod.name, x + 7 + width + size * 0.6, middle, name);
}
