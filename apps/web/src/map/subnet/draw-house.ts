import { ownerOf, type PodState } from '@netkaart/network';
import type { PodRecord } from '@netkaart/topology';
import type { TextStyle } from '../drawing/text';
import type { Rect } from '../view';
import { PALETTE } from './categories';
import { drawPodCell } from './cell-glyphs';
import type { Pen } from './pen';
import { glyphColour } from './pod-paint';

/** Pitch in px from which a cell carries words. */
export const HOUSE_FROM = 30;
const CARD_FROM = 76;

/** A pod close by: its last octet from 30 px on, a card with name, ports, namespace and owner from 76 px on. */
export function drawHouse(pen: Pen, pod: PodRecord, rect: Rect, state: PodState, fill: string, shown: boolean): void {
  if (rect.width < CARD_FROM) return drawNumbered(pen, pod, rect, state, fill, shown);
  const { ctx, theme } = pen;
  ctx.fillStyle = theme.raised;
  ctx.strokeStyle = shown ? fill : theme.hairline;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2, 6);
  ctx.fill();
  ctx.stroke();
  pen.marks++;
  drawPodCell(pen, { x: rect.x + 8, y: rect.y + 8, width: 12, height: 12 }, state, fill, shown);
  drawLines(pen, pod, rect);
}

function drawNumbered(pen: Pen, pod: PodRecord, rect: Rect, state: PodState, fill: string, shown: boolean): void {
  drawPodCell(pen, rect, state, fill, shown);
  if (state !== 'ok' || !shown) return;
  const style: TextStyle = {
    size: 11,
    mono: true,
    weight: 500,
    align: 'center',
    colour: glyphColour(state, pen.theme),
  };
  const text = lastUnit(pod.ips[0] ?? '');
  if (pen.width(text, style) < rect.width - 3) pen.text(text, rect.x + rect.width / 2, rect.y + rect.height / 2, style);
}

function drawLines(pen: Pen, pod: PodRecord, rect: Rect): void {
  const { theme } = pen;
  tick(pen, pod, rect);
  const left = rect.x + 8;
  const width = rect.width - 16;
  const address: TextStyle = { size: 11, mono: true, weight: 600, colour: theme.text };
  pen.fitted(
    rect.width > 130 ? (pod.ips[0] ?? '') : lastUnit(pod.ips[0] ?? ''),
    left + 18,
    rect.y + 14,
    width - 18,
    address,
  );
  const perLine = Math.floor(width / (11 * 0.6));
  const bottom = rect.y + rect.height - 6;
  let y = rect.y + 32;
  for (const { text, colour } of linesOf(pen, pod)) {
    for (const line of wrapped(text, perLine)) {
      if (y + 5 > bottom) return;
      pen.text(line, left, y, { size: 11, mono: true, colour });
      y += 14;
    }
  }
}

function linesOf(pen: Pen, pod: PodRecord): { text: string; colour: string }[] {
  const { theme } = pen;
  const ports = pod.containers.flatMap(({ ports: list }) => list.map(({ port, protocol }) => `${port}/${protocol}`));
  const owner = ownerOf(pod);
  return [
    { text: pod.name, colour: theme.text },
    { text: pod.namespace, colour: theme.muted },
    { text: [...new Set(ports)].join(' '), colour: theme.muted },
    { text: owner ? `${owner.kind} ${owner.name}` : '', colour: theme.faint },
  ].filter(({ text }) => text !== '');
}

/** A stroke in the colour of the pod's namespace at the card's left edge; the name stands beside it. */
function tick(pen: Pen, pod: PodRecord, rect: Rect): void {
  const at = pen.scene.categories.namespaces().indexOf(pod.namespace);
  pen.fill(PALETTE[at < 0 ? 7 : at] ?? PALETTE[7], rect.x + 1, rect.y + 26, 3, Math.min(24, rect.height - 34));
}

function wrapped(text: string, perLine: number): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length && perLine > 0; at += perLine) lines.push(text.slice(at, at + perLine));
  return lines;
}

/** `.81` of 10.244.2.81, the last group of an IPv6 address. */
export function lastUnit(address: string): string {
  const colon = address.lastIndexOf(':');
  return colon >= 0 ? address.slice(colon) : address.slice(address.lastIndexOf('.'));
}
