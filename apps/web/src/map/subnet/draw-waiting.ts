import type { PodRecord } from '@netkaart/topology';
import { isFinished } from '@netkaart/network';
import type { Pen } from './pen';
import { drawPodCell } from './cell-glyphs';
import { podPaint } from './pod-paint';
import { stateOf } from './tally';

const SIDE = 10;
const PITCH = 13;
const WORDS = 260;

/** Pods that have no place on the map: one mark each in a row, those in trouble first, and how many they are. */
export function drawWaiting(pen: Pen): void {
  const { scene, theme } = pen;
  const plate = scene.world.waitingPlate;
  if (!plate || !pen.sees(plate)) return;
  const { plan, words } = scene;
  const box = pen.box(plate);
  const y = box.y + box.height / 2;
  const pods = [...plan.withoutAddress.filter((pod) => !isFinished(pod)), ...plan.outside];
  const room = Math.max(0, Math.floor((box.width - WORDS) / PITCH));
  pods.slice(0, room).forEach((pod, i) => drawOne(pen, pod, box.x + i * PITCH, y));
  const x = box.x + Math.min(pods.length, room) * PITCH + (pods.length > 0 ? 8 : 0);
  const parts = [
    plan.withoutAddress.length > 0 ? `${words.number(plan.withoutAddress.length)} ${words.withoutAddress}` : '',
    plan.outside.length > 0 ? `${words.number(plan.outside.length)} ${words.outside}` : '',
  ].filter(Boolean);
  if (pen.k > 0.4) pen.fitted(parts.join(' · '), x, y, WORDS, { size: 12, colour: theme.muted });
}

function drawOne(pen: Pen, pod: PodRecord, x: number, y: number): void {
  const state = stateOf(pod, false);
  const { fill, shown } = podPaint(pen.scene, pen.frame, pod, state);
  if (state === 'pending' && shown) pen.badge(state, x + SIDE / 2, y, SIDE);
  else drawPodCell(pen, { x, y: y - SIDE / 2, width: SIDE, height: SIDE }, state, fill, shown);
}
