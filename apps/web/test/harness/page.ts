import { decodeColumns, type Topology } from '@netkaart/topology';
import { atlas } from '../../../../packages/layout/test/scenes/atlas';
import { bare } from '../../../../packages/layout/test/scenes/bare';
import { edge } from '../../../../packages/layout/test/scenes/edge';
import { example } from '../../../../packages/layout/test/scenes/example';
import { harbour } from '../../../../packages/layout/test/scenes/harbour';
import { createSubnetView } from '../../src/map/subnet/create-subnet-view';
import type { Camera, Frame, Target } from '../../src/map/view';
import { dark, light } from '../../src/theme/tokens';

const FONTS = '/node_modules/geist/dist/fonts';
const FACES = [
  ['Geist Mono', `${FONTS}/geist-mono/GeistMono-Variable.woff2`],
  ['Geist Sans', `${FONTS}/geist-sans/Geist-Variable.woff2`],
] as const;

const SCENES: Readonly<Record<string, () => Topology>> = {
  example,
  harbour,
  edge,
  bare,
  flat: () => atlas(60, 1500),
  single: () => atlas(1, 20),
  atlas,
};

interface Shot {
  readonly width: number;
  readonly height: number;
  readonly theme: 'dark' | 'light';
  readonly camera?: Camera;
  readonly selection?: Target;
  readonly hover?: Target;
  readonly colourBy?: Frame['colourBy'];
  readonly minimap?: boolean;
  readonly namespaces?: readonly string[];
}

const view = createSubnetView();
const canvas = (id: string) => document.getElementById(id) as HTMLCanvasElement;

/** Shows a scene by name, or a topology given as columns in base64. */
async function load(scene: string, columns = ''): Promise<{ ms: number }> {
  const faces = await Promise.all(
    FACES.map(([family, url]) => new FontFace(family, `url(${url})`, { weight: '100 900' }).load()),
  );
  for (const face of faces) document.fonts.add(face);
  const given = columns === '' ? null : decodeColumns(Uint8Array.from(atob(columns), (char) => char.charCodeAt(0)));
  const topology = given ?? SCENES[scene]?.() ?? example();
  const start = performance.now();
  view.update({ topology, places: [], options: {}, viewport: { width: 1376, height: 796 } });
  return { ms: performance.now() - start };
}

function frameOf(shot: Shot): Frame {
  const camera = shot.camera ?? view.home(shot);
  return {
    camera,
    width: shot.width,
    height: shot.height,
    theme: shot.theme === 'light' ? light : dark,
    colourBy: shot.colourBy ?? 'status',
    now: 1_760_000_400_000,
    hover: shot.hover ?? null,
    selection: shot.selection ?? null,
    effects: [],
    reducedMotion: false,
    namespaces: shot.namespaces ? new Set(shot.namespaces) : null,
  };
}

function draw(shot: Shot) {
  const frame = frameOf(shot);
  const [base, overlay] = [canvas('base'), canvas('overlay')];
  for (const each of [base, overlay]) {
    each.width = shot.width;
    each.height = shot.height;
  }
  const contexts = [base, overlay].map((each) => each.getContext('2d') as unknown as OffscreenCanvasRenderingContext2D);
  const start = performance.now();
  view.draw(contexts[0]!, frame);
  const ms = performance.now() - start;
  view.drawOverlay(contexts[1]!, frame);
  if (shot.minimap)
    view.drawMinimap(
      contexts[1]!,
      { x: shot.width - 192, y: shot.height - 150, width: 168, height: 98 },
      frame.camera,
      shot,
      frame.theme,
    );
  return {
    camera: frame.camera,
    marks: view.marks(),
    ms,
    title: view.title(),
    legend: view.legend(frame.colourBy, frame.theme),
    detail: view.detail(frame.camera),
  };
}

/** Draw times in ms while the camera moves, drawn to the end by reading a pixel back. */
function bench(shot: Shot, frames: number) {
  const frame = frameOf(shot);
  const ctx = canvas('base').getContext('2d') as unknown as OffscreenCanvasRenderingContext2D;
  const times: number[] = [];
  const flushed: number[] = [];
  let most = 0;
  for (let i = 0; i < frames; i++) {
    const camera = { ...frame.camera, x: frame.camera.x - i * 3.3, y: frame.camera.y - i * 1.7 };
    const start = performance.now();
    view.draw(ctx, { ...frame, camera });
    times.push(performance.now() - start);
    ctx.getImageData(0, 0, 1, 1);
    flushed.push(performance.now() - start);
    most = Math.max(most, view.marks());
  }
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    flushedP50: quantile(flushed, 0.5),
    flushedP95: quantile(flushed, 0.95),
    marks: most,
  };
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) * q)] ?? 0) * 100) / 100;
}

Object.assign(window, { harness: { load, draw, bench, view } });
