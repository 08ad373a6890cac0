import type { Block } from '@netkaart/network';
import type { Ctx } from '../drawing/text';
import type { Frame } from '../view';
import { packed, podPaint } from './pod-paint';
import type { Scene } from './scene';
import { surface } from './surfaces';
import { stateOf } from './tally';
import { placeOfPod } from '@netkaart/layout';

const SIDE = 16;
const PER_ROW = 64;
const PAGE_TILES = PER_ROW * PER_ROW;

interface Page {
  readonly canvas: OffscreenCanvas;
  readonly ctx: Ctx;
}
interface Drawn {
  block: Block | null;
  silent: boolean;
  style: string;
  frame: number;
}

/** One small bitmap per lot, a pixel per address: what level 1 blits instead of cells. */
export class Atlas {
  private readonly pages: Page[] = [];
  private readonly drawn: Drawn[] = [];

  /** Blits the cells of a lot. False where the platform has no OffscreenCanvas. */
  blit(
    ctx: Ctx,
    scene: Scene,
    frame: Frame,
    lot: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): boolean {
    const page = this.page(Math.floor(lot / PAGE_TILES));
    if (!page) return false;
    const at = lot % PAGE_TILES;
    const sx = (at % PER_ROW) * SIDE;
    const sy = Math.floor(at / PER_ROW) * SIDE;
    if (this.isStale(scene, frame, lot)) page.ctx.putImageData(paint(scene, frame, lot), sx, sy);
    const cols = scene.world.lots.cols[lot] ?? SIDE;
    const rows = scene.world.lots.rows[lot] ?? SIDE;
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(page.canvas, sx, sy, cols, rows, x, y, width, height);
    ctx.imageSmoothingEnabled = true;
    return true;
  }

  private page(index: number): Page | null {
    const known = this.pages[index];
    if (known) return known;
    const made = surface(SIDE * PER_ROW, SIDE * PER_ROW);
    if (made) this.pages[index] = made;
    return made;
  }

  private isStale(scene: Scene, frame: Frame, lot: number): boolean {
    const at = scene.world.lots.block[lot] ?? -1;
    const block = scene.plan.blocks[at] ?? null;
    const silent = scene.tallies.of(at).silent;
    const style = styleOf(frame);
    const known = this.drawn[lot];
    if (known?.block === block && known.silent === silent && known.style === style) return false;
    this.drawn[lot] = { block, silent, style, frame: frame.now };
    return true;
  }
}

let filterSeen: ReadonlySet<string> | null = null;
let filterSerial = 0;

/** Everything but the block by which a bitmap looks as it does. Ages move on once a minute. */
function styleOf(frame: Frame): string {
  if (frame.namespaces !== filterSeen) {
    filterSeen = frame.namespaces;
    filterSerial++;
  }
  const minute = frame.colourBy === 'age' ? Math.floor(frame.now / 60_000) : 0;
  return `${frame.theme.bg} ${frame.colourBy} ${filterSerial} ${minute}`;
}

function paint(scene: Scene, frame: Frame, lot: number): ImageData {
  const image = new ImageData(SIDE, SIDE);
  const pixels = new Uint32Array(image.data.buffer);
  const at = scene.world.lots.block[lot] ?? -1;
  const block = scene.plan.blocks[at];
  const cols = scene.world.lots.cols[lot] ?? SIDE;
  pixels.fill(packed(frame.theme.lot));
  if (!block) return image;
  const silent = scene.tallies.of(at).silent;
  block.pods.forEach((pod, rank) => {
    const place = block.slotted
      ? placeOfPod(scene.world, scene.plan, at, rank)
      : { lot, cell: block.offsets[rank] ?? 0 };
    if (place?.lot !== lot) return;
    const state = stateOf(pod, silent);
    const hollow = state === 'leaving' && frame.colourBy === 'status';
    const colour = hollow ? frame.theme.lot : podPaint(scene, frame, pod, state).fill;
    pixels[Math.floor(place.cell / cols) * SIDE + (place.cell % cols)] = packed(colour);
  });
  return image;
}
