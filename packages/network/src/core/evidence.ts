/** read: stands so in an object. inferred: follows by a named rule. unknown: the Kubernetes API doesn't tell. */
export type Evidence = 'read' | 'inferred' | 'unknown';
