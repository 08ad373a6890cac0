export type ToastKey = 'link' | 'command' | 'role' | 'copy-failed' | 'paused' | 'resumed' | 'no-problem' | 'not-here';

export interface Toast {
  readonly id: number;
  readonly key: ToastKey;
}

const SHOWN_MS = 2400;
const listeners = new Set<() => void>();
let current: Toast | null = null;
let nextId = 1;

/** Short words about what the reader just did; never about the cluster. One at a time. */
export function toast(key: ToastKey): void {
  const id = nextId++;
  set({ id, key });
  setTimeout(() => {
    if (current?.id === id) set(null);
  }, SHOWN_MS);
}

export const toasts = {
  getSnapshot: (): Toast | null => current,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function set(next: Toast | null): void {
  current = next;
  for (const listener of listeners) listener();
}
