import type { NamespaceRecord } from '@netkaart/topology';
import { child, text } from './fields.js';
import type { Read } from './read.js';

export const readNamespace: Read<NamespaceRecord> = (meta, object) => ({
  kind: 'Namespace',
  ...meta,
  phase: text(child(object, 'status'), 'phase', 'Active'),
});
