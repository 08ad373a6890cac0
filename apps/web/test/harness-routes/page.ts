import { build, type NetRecord, type Topology } from '@netkaart/topology';
import { createRouteView } from '../../src/map/routes/route-view';
import { dark, light } from '../../src/theme/tokens';
import type { Frame } from '../../src/map/view';
import { exampleLike } from './example-like';
import { HARBOUR_NOW, harbourLike } from './harbour-like';

/** Draws the route map of one of the named topologies as the query says: what, theme, w, h, sel, y, and any option. */
async function main(): Promise<void> {
  const query = new URLSearchParams(location.search);
  await Promise.all(
    [
      '400 12px "Geist Sans"',
      '500 12px "Geist Sans"',
      '600 12px "Geist Sans"',
      '400 11px "Geist Mono"',
      '500 11px "Geist Mono"',
      '600 11px "Geist Mono"',
    ].map((font) => document.fonts.load(font)),
  );
  const width = Number(query.get('w') ?? 1376);
  const height = Number(query.get('h') ?? 796);
  const view = createRouteView();
  const { topology, now } = await world(query.get('what') ?? 'harbour');
  const options = Object.fromEntries([...query].filter(([key]) => ['open', 'show', 'inside', 'more'].includes(key)));
  view.update({ topology, places: [], options, viewport: { width, height } });
  const frame: Frame = {
    camera: { k: Number(query.get('k') ?? 1), x: Number(query.get('x') ?? 0), y: Number(query.get('y') ?? 0) },
    width,
    height,
    theme: query.get('theme') === 'light' ? light : dark,
    colourBy: 'status',
    now,
    hover: query.get('hover'),
    selection: query.get('sel'),
    effects: [],
    reducedMotion: false,
    namespaces: null,
  };
  const start = performance.now();
  view.draw(contextOf('base', width, height), frame);
  view.drawOverlay(contextOf('overlay', width, height), frame);
  Object.assign(globalThis, {
    drawn: { ms: performance.now() - start, marks: view.marks(), filters: view.filters(), bounds: view.bounds() },
  });
}

/** A built topology, or (`records`) the one that shot.mjs hands over as a file of records. */
async function world(what: string): Promise<{ readonly topology: Topology; readonly now: number }> {
  if (what === 'example') return { topology: exampleLike(), now: HARBOUR_NOW };
  if (what !== 'records') return { topology: harbourLike(), now: HARBOUR_NOW };
  const { now, records } = (await (await fetch('/records.json')).json()) as { now: number; records: NetRecord[] };
  return { topology: build.topology(records), now };
}

function contextOf(id: string, width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = document.getElementById(id) as HTMLCanvasElement;
  const ratio = devicePixelRatio;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('no 2D context');
  ctx.scale(ratio, ratio);
  return ctx as unknown as OffscreenCanvasRenderingContext2D;
}

void main();
