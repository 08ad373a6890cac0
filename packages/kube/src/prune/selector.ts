import type { LabelSelector } from '@netkaart/topology';
import { list, maybeChild, sortedTexts, text, type Json } from './fields.js';
import { labels } from './meta.js';

/** A label selector as written; null when absent. The values of an expression are sorted: their order has no meaning. */
export function selector(holder: Json, name: string): LabelSelector | null {
  const from = maybeChild(holder, name);
  if (from === null) return null;
  return {
    matchLabels: labels(from, 'matchLabels'),
    matchExpressions: list(from, 'matchExpressions', (expression) => ({
      key: text(expression, 'key'),
      operator: text(expression, 'operator'),
      values: sortedTexts(expression, 'values'),
    })),
  };
}
