'use client';
import { useSyncExternalStore } from 'react';
import type { EngineClient } from '../store/engine-client';
import { toast } from './toast-store';

const listeners = new Set<() => void>();
let paused = false;

/** Whether the reader holds the map still. */
export function usePaused(): boolean {
  return useSyncExternalStore(subscribe, () => paused);
}

/** Holds the map still, or lets it catch up. Changes are collected meanwhile, not lost. */
export function setPaused(engine: EngineClient, next: boolean, say = true): void {
  if (next === paused) return;
  paused = next;
  engine.tell({ type: 'pause', paused });
  if (say) toast(paused ? 'paused' : 'resumed');
  for (const listener of listeners) listener();
}

export function isPaused(): boolean {
  return paused;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
