import type { Quarantine } from '../sink.js';
import { clean } from '../prune/fields.js';

/** What can be told of a value that is too large to be read, from its first bytes. */
export interface Oversize {
  readonly bytes: number;
  readonly head: string;
}

/** The problem with an oversized object; name and uid are '' where its beginning doesn't tell. */
export function problemOfOversize({ bytes, head }: Oversize): Quarantine {
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return {
    namespace: fieldIn(head, 'namespace'),
    name: fieldIn(head, 'name'),
    uid: fieldIn(head, 'uid'),
    field: '',
    message: `is ${megabytes} MB large and was left out; Kubernetes stores at most 1.5 MB in an object`,
  };
}

/** The first text of the field within metadata that the head holds. */
function fieldIn(head: string, field: string): string {
  const start = head.indexOf('"metadata"');
  if (start < 0) return '';
  const match = new RegExp(`"${field}"\\s*:\\s*"([^"\\\\]{1,253})"`).exec(withoutOwners(head.slice(start)));
  return match?.[1] === undefined ? '' : clean(match[1]);
}

/** Owners have names and uids too, and none of theirs must be taken for the object's. */
function withoutOwners(text: string): string {
  return text.replace(/"ownerReferences"\s*:\s*\[[^\]]*(\]|$)/, '').replace(/"managedFields"[\s\S]*/, '');
}
