import { placeOfPod } from '@netkaart/layout';
import type { Block } from '@netkaart/network';
import type { Ctx } from '../drawing/text';
import type { Frame } from '../view';
import { packed, podPaint } from './pod-paint';
import type { Scene } from './scene';
import { surface } from './surfaces';
import { stateOf } from './tally';

const SIDE = 16;
const PER_ROW = 64;
const PAGE_TILES = PER_ROW * PER_ROW;
const PAGE_SIDE = SIDE * PER_ROW;

/** Bitmaps of 4,096 lots: the pixels and the canvas they are blitted from. */
interface Page {
  readonly canvas: OffscreenCanvas;
  readonly ctx: Ctx;
  readonly image: ImageData;
  readonly pixels: Uint32Array;
}
interface Drawn {
  readonly block: Block | null;
  readonly silent: boolean;
  readonly style: string;
}

/** One small bitmap per lot, a pixel per address: what level 1 blits instead of cells. */
export class Atlas {
  private readonly pages = new Map<number, Page>();
  private readonly drawn: Drawn[] = [];
  private filter: ReadonlySet<string> | null = null;
  private filterSerial = 0;

  /** Brings the bitmaps of some lots up to date, all before the first blit: a canvas that is read must not change again. */
  prepare(scene: Scene, frame: Frame, lots: readonly number[]): void {
    const style = this.styleOf(frame);
    const dirty = new Map<Page, [number, number]>();
    for (const lot of lots) {
      const page = this.isStale(scene, style, lot) ? this.page(Math.floor(lot / PAGE_TILES)) : null;
      if (!page) continue;
      const y = Math.floor((lot % PAGE_TILES) / PER_ROW) * SIDE;
      paint(scene, frame, lot, page.pixels, y * PAGE_SIDE + (lot % PER_ROW) * SIDE);
      const [top, bottom] = dirty.get(page) ?? [y, y];
      dirty.set(page, [Math.min(top, y), Math.max(bottom, y + SIDE)]);
    }
    for (const [page, [top, bottom]] of dirty) page.ctx.putImageData(page.image, 0, 0, 0, top, PAGE_SIDE, bottom - top);
  }

  /** Blits the cells of a prepared lot. False where the platform has no OffscreenCanvas. */
  blit(ctx: Ctx, scene: Scene, lot: number, x: number, y: number, width: number, height: number): boolean {
    const page = this.pages.get(Math.floor(lot / PAGE_TILES));
    if (!page) return false;
    const at = lot % PAGE_TILES;
    const { cols, rows } = scene.world.lots;
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(
      page.canvas,
      (at % PER_ROW) * SIDE,
      Math.floor(at / PER_ROW) * SIDE,
      cols[lot] ?? SIDE,
      rows[lot] ?? SIDE,
      x,
      y,
      width,
      height,
    );
    ctx.imageSmoothingEnabled = true;
    return true;
  }

  private page(index: number): Page | null {
    const known = this.pages.get(index);
    if (known) return known;
    const made = surface(PAGE_SIDE, PAGE_SIDE);
    if (!made) return null;
    const image = new ImageData(PAGE_SIDE, PAGE_SIDE);
    const page = { ...made, image, pixels: new Uint32Array(image.data.buffer) };
    this.pages.set(index, page);
    return page;
  }

  private isStale(scene: Scene, style: string, lot: number): boolean {
    const at = scene.world.lots.block[lot] ?? -1;
    const block = scene.plan.blocks[at] ?? null;
    const { silent } = scene.tallies.of(at);
    const known = this.drawn[lot];
    if (known?.block === block && known.silent === silent && known.style === style) return false;
    this.drawn[lot] = { block, silent, style };
    return true;
  }

  /** Everything but the block by which a bitmap looks as it does. Ages move on once a minute. */
  private styleOf(frame: Frame): string {
    if (frame.namespaces !== this.filter) {
      this.filter = frame.namespaces;
      this.filterSerial++;
    }
    const minute = frame.colourBy === 'age' ? Math.floor(frame.now / 60_000) : 0;
    return `${frame.theme.bg} ${frame.colourBy} ${this.filterSerial} ${minute}`;
  }
}

function paint(scene: Scene, frame: Frame, lot: number, pixels: Uint32Array, origin: number): void {
  const at = scene.world.lots.block[lot] ?? -1;
  const block = scene.plan.blocks[at];
  const cols = scene.world.lots.cols[lot] ?? SIDE;
  const free = packed(frame.theme.lot);
  for (let row = 0; row < SIDE; row++) pixels.fill(free, origin + row * PAGE_SIDE, origin + row * PAGE_SIDE + SIDE);
  if (!block) return;
  const { silent } = scene.tallies.of(at);
  block.pods.forEach((pod, rank) => {
    const place = block.slotted
      ? placeOfPod(scene.world, scene.plan, at, rank)
      : { lot, cell: block.offsets[rank] ?? 0 };
    if (place?.lot !== lot) return;
    const state = stateOf(pod, silent);
    const hollow = state === 'leaving' && frame.colourBy === 'status';
    const colour = hollow ? frame.theme.lot : podPaint(scene, frame, pod, state).fill;
    pixels[origin + Math.floor(place.cell / cols) * PAGE_SIDE + (place.cell % cols)] = packed(colour);
  });
}
