import { child, integer, list, maybeChild, text, type Json } from './fields.js';
import { condition } from './meta.js';

const STARTING = new Set(['ContainerCreating', 'PodInitializing', '']);

/** Why a pod is not well: its worst container's reason, else its own, else why it is not scheduled; '' when it is well. */
export function podReason(status: Json, ready: boolean): string {
  if (ready || text(status, 'phase') === 'Succeeded') return '';
  const worst = [
    ...list(status, 'initContainerStatuses', trouble),
    ...list(status, 'containerStatuses', trouble),
  ].reduce((a, b) => (b.weight > a.weight ? b : a), { weight: 0, reason: '' });
  return worst.reason || text(status, 'reason') || unscheduled(status);
}

function trouble(container: Json): { weight: number; reason: string } {
  const state = child(container, 'state');
  const waiting = maybeChild(state, 'waiting');
  if (waiting !== null) {
    const reason = text(waiting, 'reason');
    return { weight: STARTING.has(reason) ? 1 : 3, reason };
  }
  const terminated = maybeChild(state, 'terminated');
  if (terminated === null || integer(terminated, 'exitCode') === 0) return { weight: 0, reason: '' };
  return { weight: 2, reason: text(terminated, 'reason', 'Error') };
}

function unscheduled(status: Json): string {
  const scheduled = condition(status, 'PodScheduled');
  return scheduled?.['status'] === 'False' ? text(scheduled, 'reason') : '';
}
