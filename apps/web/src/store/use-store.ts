'use client';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { INITIAL, type AppState } from './app-state';
import type { EngineClient } from './engine-client';

export const EngineContext = createContext<EngineClient | null>(null);

/** The engine of this page; only below the shell. */
export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (!engine) throw new Error('useEngine stands outside the shell');
  return engine;
}

/** A part of the page's state; the component follows that part alone, so it must be a value kept as it is. */
export function useAppState<T>(select: (state: AppState) => T): T {
  const { store } = useEngine();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.getSnapshot()),
    () => select(INITIAL),
  );
}
