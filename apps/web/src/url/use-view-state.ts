'use client';
import { useMemo, useSyncExternalStore } from 'react';
import { readState, search, writeState } from './location';
import { parseViewState, type ViewState } from './view-state';

/** The state in the address bar. */
export function useViewState(): ViewState {
  const text = useSyncExternalStore(search.subscribe, search.getSnapshot, search.getServerSnapshot);
  return useMemo(() => parseViewState(text), [text]);
}

/** Changes a part of the state in the address bar: a step by itself, unless it is `replace`d. */
export function changeState(part: Partial<ViewState>, mode: 'push' | 'replace' = 'push'): void {
  writeState({ ...readState(), ...part }, mode);
}
