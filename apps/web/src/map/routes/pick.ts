import { type Band, type Box, endpointAt, type RouteLayout } from '@netkaart/layout';
import type { Camera, Target } from '../view';
import { HEADS_HEIGHT } from './draw-heads';
import type { RouteScene } from './scene';
import { railShift } from './world';

const NEAR = 6;

/** Topmost thing at a screen point: `uid:` of an object, `ip:` of an endpoint without one, or what opens and closes. */
export function pick(scene: RouteScene, screenX: number, screenY: number, camera: Camera): Target | null {
  if (screenY < HEADS_HEIGHT) return null;
  const x = (screenX - camera.x) / camera.k;
  const y = (screenY - camera.y) / camera.k;
  const stop = stopAt(scene.layout, x, y - railShift(scene.layout, camera));
  if (stop !== null) return stop;
  const band = scene.layout.bands.find((one) => y >= one.y && y < one.y + one.height);
  if (!band || x < band.x || x > band.x + band.width) return null;
  return inBand(band, scene.layout, x, y);
}

function stopAt({ rail }: RouteLayout, x: number, y: number): Target | null {
  if (x < rail.x - NEAR || x > rail.x + 60) return null;
  let best: Target | null = null;
  let distance = Math.max(NEAR, rail.pitch / 2);
  for (const stop of rail.stops) {
    if (Math.abs(stop.y - y) >= distance) continue;
    distance = Math.abs(stop.y - y);
    best = `uid:${stop.uid}`;
  }
  return best;
}

function inBand(band: Band, { columns }: RouteLayout, x: number, y: number): Target | null {
  const { content, namespace } = band;
  if (!content || x < columns.busX - 8) return `x:band:${namespace}`;
  return endpointTarget(band, x, y) ?? plateTarget(band, x, y);
}

function endpointTarget({ content }: Band, x: number, y: number): Target | null {
  for (const { strip, endpoints } of content?.strips ?? []) {
    const index = endpointAt(strip, x, y);
    const endpoint = index === null ? undefined : endpoints[index];
    if (endpoint) return endpoint.uid === '' ? `ip:${endpoint.addresses[0] ?? ''}` : `uid:${endpoint.uid}`;
  }
  return null;
}

function plateTarget({ content, namespace }: Band, x: number, y: number): Target | null {
  if (!content) return null;
  const within = (box: Box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
  const service = content.services.find(within);
  if (service) return `uid:${service.service.uid}`;
  const rule = content.rules.find(within);
  if (rule) return `uid:${rule.rule.uid}`;
  const entry = content.entries.find(within);
  if (entry) return `uid:${entry.entry.uids[0] ?? ''}`;
  if (content.rollUp && within(content.rollUp)) return `x:inside:${namespace}`;
  return content.more && within(content.more) ? `x:more:${namespace}` : null;
}
