import { formatViewState, parseViewState, viewHref, type ViewState } from './view-state';

const listeners = new Set<() => void>();

/** The page's query string; follows the browser's own steps and ours. */
export const search = {
  getSnapshot: (): string => window.location.search,
  getServerSnapshot: (): string => '',
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    window.addEventListener('popstate', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('popstate', listener);
    };
  },
};

/** Writes the state into the address bar: a step that `Back` undoes, or in place of the present one. */
export function writeState(state: ViewState, mode: 'push' | 'replace'): void {
  const url = hrefOf(state);
  if (url === `${window.location.pathname}${window.location.search}`) return;
  if (mode === 'push') window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
  for (const listener of listeners) listener();
}

/** The state that the address bar holds now. */
export function readState(): ViewState {
  return parseViewState(window.location.search);
}

/** The page of a state: a cluster's map, or the overview. */
export function hrefOf(state: ViewState): string {
  return state.cluster === '' ? `/${formatViewState(state)}` : viewHref(state);
}
