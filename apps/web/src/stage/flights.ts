type Listener = (reference: string) => void;
const listeners = new Set<Listener>();
let requested: string | null = null;

/**
 * Wishes to see a place. The stage on the screen takes them; one that was wished before the stage was there waits for it.
 */
export const flights = {
  request(reference: string): void {
    if (listeners.size === 0) requested = reference;
    for (const listener of listeners) listener(reference);
  },
  /** Takes wishes from now on, the waiting one first. */
  take(listener: Listener): () => void {
    listeners.add(listener);
    if (requested !== null) listener(requested);
    requested = null;
    return () => listeners.delete(listener);
  },
};
