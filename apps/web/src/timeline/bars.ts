import type { Activity } from '@netkaart/protocol';

/** One bucket of the last hour as a bar: heights in 0–1, `lower` is the part that pods make. */
export interface Bar {
  readonly at: number;
  readonly total: number;
  readonly height: number;
  readonly lower: number;
  readonly problems: number;
}

/** Bars on a square-root scale of their totals, so that a quiet minute beside a rollout is still seen; 0 stays 0. */
export function barsOf(activity: Activity): readonly Bar[] {
  const totals = activity.buckets.map(totalOf);
  const most = Math.max(1, ...totals);
  return activity.buckets.map((bucket, i) => {
    const total = totals[i] ?? 0;
    const height = Math.sqrt(total / most);
    return {
      at: activity.from + i * activity.bucketSeconds * 1000,
      total,
      height,
      lower: total === 0 ? 0 : (height * bucket.pods) / total,
      problems: bucket.problems,
    };
  });
}

/** The quarters of an hour that lie in the picture, as fractions of its width. */
export function ticks(
  from: number,
  to: number,
  everyMs: number,
): readonly { readonly at: number; readonly x: number }[] {
  const list: { at: number; x: number }[] = [];
  for (let at = from; at < to - everyMs / 2; at += everyMs) list.push({ at, x: (at - from) / (to - from) });
  return list;
}

function totalOf(bucket: Activity['buckets'][number]): number {
  return bucket.nodes + bucket.pods + bucket.services + bucket.policies + bucket.routes;
}
