import { CARD } from '@netkaart/layout';
import type { Block, PlanNode } from '@netkaart/network';
import { badgeRowWidth, drawBadgeRow } from './badges';
import type { Pen } from './pen';
import { NAME_FROM, ROW, ROWS_FROM, textSize, type CardPen } from './card-measures';

/** Name, role and state of a card's node, and what is wrong with its pods. */
export function drawName(pen: Pen, { x, y, owner, block }: CardPen): void {
  const { scene, theme } = pen;
  if (pen.k < NAME_FROM) return;
  const left = pen.x(x + CARD.text);
  const right = pen.x(x + CARD.width - 16);
  const top = pen.y(y + ROW.name);
  const small = pen.k < ROWS_FROM;
  const room = right - left;
  const style = {
    size: textSize(pen, 12),
    colour: owner.silent ? theme.text : theme.faint,
    align: 'right' as const,
    ...(owner.silent ? { weight: 500 as const } : {}),
  };
  const nameStyle = { size: small ? 12 : textSize(pen, 16), weight: 600 as const, colour: theme.text };
  const tally = scene.tallies.of(block);
  const badges = badgeRowWidth(pen, tally, 12);
  const words = small ? [] : [`${roleWord(pen, owner)} · ${stateWord(pen, owner)}`, stateWord(pen, owner)];
  const wanted = pen.width(owner.name, nameStyle) + badges;
  const status = words.find((text) => wanted + 16 + pen.width(text, style) <= room);
  const statusWidth = status === undefined ? 0 : pen.text(status, right, top, style) + 16;
  const name = wanted <= room || owner.shortName.length < 4 ? owner.name : owner.shortName;
  const width = pen.fitted(name, left, top, room - badges - statusWidth, nameStyle);
  if (badges > 0) drawBadgeRow(pen, tally, left + width + badges, top, 12);
}

function roleWord({ scene: { words } }: Pen, node: PlanNode): string {
  if (node.roles.length === 0) return words.worker;
  return node.roles
    .map((role) => (role === 'control-plane' ? words.controlPlane : role))
    .filter((role) => role !== 'master' || node.roles.length === 1)
    .join(', ');
}

function stateWord({ scene: { words } }: Pen, node: PlanNode): string {
  if (node.silent) return words.notReady;
  return node.state === 'ready' ? words.ready : words.readyUnknown;
}

/** The rows of a card: eth0, tunnel end, bridge, subnet. */
export function drawRows(pen: Pen, card: CardPen): void {
  const { scene, theme } = pen;
  const { words } = scene;
  const { owner, y } = card;
  const hostPods = owner.hostPods.length;
  row(pen, card, ROW.eth0, 'eth0', owner.addresses[0] ?? '', hostPods > 0 ? words.hostPods(hostPods) : '');
  if (owner.tunnel) row(pen, card, ROW.tunnel, owner.tunnel.name, owner.tunnel.address ?? '', '');
  else note(pen, card, ROW.tunnel, scene.plan.overlay.type === 'unknown' ? words.overlayUnknown : words.viaNode);
  if (owner.bridge) row(pen, card, ROW.bridge, owner.bridge.name, owner.bridge.address ?? '', words.bridge);
  else note(pen, card, ROW.bridge, words.bridgeUnknown);
  const block = scene.plan.blocks[card.block];
  if (!block) return;
  const top = pen.y(y + ROW.cidr);
  const width = pen.text(block.cidr, pen.x(card.x + CARD.text), top, {
    size: textSize(pen, 14),
    mono: true,
    weight: 600,
    colour: theme.text,
  });
  const right = pen.x(card.x + CARD.width - 12);
  const left = pen.x(card.x + CARD.text) + width + 8;
  const style = { size: textSize(pen, 12), colour: theme.muted };
  const long = isGuess(block) ? words.guessed(block.pods.length) : words.free(block.free, block.usable);
  const short = isGuess(block) ? words.pods(block.pods.length) : words.freeShort(block.free);
  pen.fitted(pen.width(long, style) <= right - left ? long : short, right, top, right - left, {
    ...style,
    align: 'right',
  });
}

/** A block of which only its pods are known: nobody can say how many of its addresses are free. */
function isGuess(block: Block): boolean {
  return block.evidence === 'inferred';
}

/** From afar: the two addresses by which one finds a node. */
export function drawShortRows(pen: Pen, { x, y, owner, block }: CardPen): void {
  const left = pen.x(x + CARD.text);
  const room = pen.x(x + CARD.width - 12) - left;
  const style = { size: 11, mono: true, colour: pen.theme.muted };
  pen.fitted(owner.addresses[0] ?? '', left, pen.y(y + 62), room, style);
  pen.fitted(pen.scene.plan.blocks[block]?.cidr ?? '', left, pen.y(y + 102), room, {
    ...style,
    colour: pen.theme.text,
  });
}

function row(pen: Pen, { x, y }: CardPen, at: number, device: string, address: string, right: string): void {
  const { theme } = pen;
  const top = pen.y(y + at);
  pen.text(device, pen.x(x + 56), top, { size: textSize(pen, 12), colour: theme.muted, align: 'right' });
  pen.text(address, pen.x(x + CARD.text), top, {
    size: textSize(pen, 13),
    mono: true,
    weight: 500,
    colour: theme.text,
  });
  if (right !== '')
    pen.text(right, pen.x(x + CARD.width - 16), top, { size: textSize(pen, 12), colour: theme.faint, align: 'right' });
}

function note(pen: Pen, { x, y }: CardPen, at: number, text: string): void {
  pen.text(text, pen.x(x + CARD.text), pen.y(y + at), { size: textSize(pen, 12), colour: pen.theme.faint });
}
