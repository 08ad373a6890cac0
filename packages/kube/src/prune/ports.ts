import type { Protocol } from '@netkaart/topology';
import { FieldError, integer, text, typeName, type Json } from './fields.js';

const PROTOCOLS: ReadonlySet<string> = new Set<Protocol>(['TCP', 'UDP', 'SCTP']);

/** TCP when absent, as Kubernetes defaults it. */
export function protocol(holder: Json, name = 'protocol'): Protocol {
  const value = text(holder, name, 'TCP') || 'TCP';
  if (!PROTOCOLS.has(value)) throw new FieldError(holder, name, `is "${value}", not TCP, UDP or SCTP`);
  return value as Protocol;
}

export function requiredPort(holder: Json, name: string): number {
  const value = port(holder, name);
  if (value === null) throw new FieldError(holder, name, 'is missing');
  return value;
}

/** A port number; null when absent or 0. */
export function port(holder: Json, name: string): number | null {
  const value = integer(holder, name);
  if (value === null || value === 0) return null;
  if (value < 0 || value > 65_535) throw new FieldError(holder, name, `is ${value}, not a port (1 to 65535)`);
  return value;
}

/** A port number or the name of one; null when absent, '' or 0. */
export function portOrName(holder: Json, name: string): number | string | null {
  const value = holder[name];
  if (typeof value === 'string') return text(holder, name) || null;
  if (typeof value === 'number' || value === undefined || value === null) return port(holder, name);
  throw new FieldError(holder, name, `is ${typeName(value)}, not a port or its name`);
}
