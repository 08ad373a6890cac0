'use client';
import { useSyncExternalStore } from 'react';

const KEY = 'netkaart-single-keys';
const listeners = new Set<() => void>();

/** Whether single letters are commands. Kept in this browser. */
export function singleKeys(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // a browser without storage forgets it with the page
  }
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    singleKeys,
    () => true,
  );
}
