'use client';
import { createContext, useContext } from 'react';

export interface ShellActions {
  readonly page: 'map' | 'clusters';
  /** Opens the palette with a text already typed. */
  readonly find: (text: string) => void;
  readonly help: () => void;
}

export const ShellContext = createContext<ShellActions>({
  page: 'clusters',
  find: () => undefined,
  help: () => undefined,
});

export function useShell(): ShellActions {
  return useContext(ShellContext);
}
