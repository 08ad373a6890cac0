import { type Box, cellBox, type RouteLayout } from '@netkaart/layout';
import type { Camera, Target } from '../view';
import type { RouteScene } from './scene';
import { railShift } from './world';

const STOP = 10;

/** World box of a target; null when this map does not show it. The rail stands where the camera lets it stand. */
export function locate(scene: RouteScene, target: Target, camera: Camera): Box | null {
  const [kind, ...rest] = target.split(':');
  const name = rest.join(':');
  if (kind === 'ns') return bandBox(scene.layout, name);
  if (kind === 'x') return rest[0] === 'band' ? bandBox(scene.layout, rest.slice(1).join(':')) : null;
  if (kind === 'ip') return cellOf(scene.layout, (endpoint) => endpoint.addresses.includes(name));
  return kind === 'uid' ? objectBox(scene, name, camera) : null;
}

function bandBox({ bands }: RouteLayout, namespace: string): Box | null {
  return bands.find((band) => band.namespace === namespace) ?? null;
}

function objectBox({ layout, shown }: RouteScene, uid: string, camera: Camera): Box | null {
  const stop = layout.rail.stops.find((one) => one.uid === uid);
  if (stop)
    return { x: layout.rail.x - STOP / 2, y: stop.y + railShift(layout, camera) - STOP / 2, width: STOP, height: STOP };
  const shownBox = plateOf(layout, uid) ?? cellOf(layout, (endpoint) => endpoint.uid === uid);
  if (shownBox) return shownBox;
  for (const routes of shown.namespaces.values()) {
    const inside =
      routes.services.some(
        (service) => service.uid === uid || service.endpoints.some((endpoint) => endpoint.uid === uid),
      ) ||
      routes.rules.some((rule) => rule.uid === uid) ||
      routes.entries.some((entry) => entry.uids.includes(uid));
    if (inside) return bandBox(layout, routes.namespace);
  }
  return null;
}

/** The object's plate: of a Service its own rather than its entry's. */
function plateOf({ bands }: RouteLayout, uid: string): Box | null {
  for (const { content } of bands) {
    const found =
      content?.services.find((box) => box.service.uid === uid) ??
      content?.rules.find((box) => box.rule.uid === uid) ??
      content?.entries.find((box) => box.entry.uids.includes(uid)) ??
      (content?.rollUp?.services.some((service) => service.uid === uid) ? content.rollUp : undefined);
    if (found) return { x: found.x, y: found.y, width: found.width, height: found.height };
  }
  return null;
}

type Test = (endpoint: { readonly uid: string; readonly addresses: readonly string[] }) => boolean;

function cellOf({ bands }: RouteLayout, test: Test): Box | null {
  for (const { content } of bands) {
    for (const { strip, endpoints } of content?.strips ?? []) {
      const index = endpoints.findIndex(test);
      if (index >= 0) return cellBox(strip, index);
    }
  }
  return null;
}

/** Every pod's cell by UID, the first where a pod stands behind several Services. */
export function podBoxes({ bands }: RouteLayout): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { content } of bands) {
    for (const { strip, endpoints } of content?.strips ?? []) {
      endpoints.forEach(({ uid }, index) => {
        if (uid !== '' && !boxes.has(uid)) boxes.set(uid, cellBox(strip, index));
      });
    }
  }
  return boxes;
}
