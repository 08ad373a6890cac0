/** Edges of a card, in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
}

/**
 * The card an arrow key leads to: left and right in reading order, up and down to the nearest card of the next row,
 * Home and End to the ends. null: the key is none of these, or there is no such card.
 */
export function neighbourOf(boxes: readonly Box[], from: number, key: string): number | null {
  if (key === 'Home') return boxes.length > 0 ? 0 : null;
  if (key === 'End') return boxes.length > 0 ? boxes.length - 1 : null;
  if (key === 'ArrowLeft') return from > 0 ? from - 1 : null;
  if (key === 'ArrowRight') return from + 1 < boxes.length ? from + 1 : null;
  if (key === 'ArrowUp' || key === 'ArrowDown') return acrossRows(boxes, from, key === 'ArrowUp' ? -1 : 1);
  return null;
}

function acrossRows(boxes: readonly Box[], from: number, direction: 1 | -1): number | null {
  const own = boxes[from];
  if (!own) return null;
  const beyond = boxes.filter((box) => (box.top - own.top) * direction > 1);
  const nearest = Math.min(...beyond.map((box) => (box.top - own.top) * direction));
  const row = beyond.filter((box) => (box.top - own.top) * direction < nearest + 1);
  const [best] = row.toSorted((a, b) => Math.abs(a.left - own.left) - Math.abs(b.left - own.left));
  return best ? boxes.indexOf(best) : null;
}
