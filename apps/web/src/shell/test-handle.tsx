'use client';
import { useEffect } from 'react';
import type { Rect } from '../map/view';
import { useEngine } from '../store/use-store';

/** What tests and scripts may ask of a page: `window.__netkaart`. */
export interface Handle {
  /** `epoch:seq` of the data on the map, null before the first. */
  readonly cursor: string | null;
  readonly detail: string | null;
  readonly connection: string;
  /** Hash of the topology, as the server computes it. */
  hash(): Promise<string>;
  /** uid of each pod → its cell in the world. */
  positions(): Promise<ReadonlyMap<string, Rect>>;
  /** The last draw times in ms. */
  perf(): Promise<readonly number[]>;
  /** Screen rectangle (CSS px of the page) of a reference, null when this map does not show it. */
  placeOf(reference: string): Promise<Rect | null>;
  /** Resolves when everything known is drawn. */
  settled(): Promise<void>;
}

declare global {
  interface Window {
    __netkaart?: Handle;
    /** The camera of the map, kept by the stage. */
    __netkaartCamera?: { readonly k: number; readonly x: number; readonly y: number };
  }
}

export function TestHandle(): null {
  const engine = useEngine();
  useEffect(() => {
    const state = engine.store.getSnapshot;
    window.__netkaart = {
      get cursor() {
        const cursor = state().scene?.cursor;
        return cursor ? `${cursor.epoch}:${cursor.seq}` : null;
      },
      get detail() {
        return state().detail;
      },
      get connection() {
        return state().connection.phase;
      },
      hash: () => engine.ask({ type: 'hash' }),
      positions: async () => new Map(await engine.ask({ type: 'positions' })),
      perf: () => engine.ask({ type: 'perf' }),
      placeOf: async (reference) => onScreen((await engine.ask({ type: 'locate', reference }))?.place ?? null),
      settled: async () => {
        await engine.ask({ type: 'settled' });
      },
    };
  }, [engine]);
  return null;
}

function onScreen(place: Rect | null): Rect | null {
  const camera = window.__netkaartCamera;
  const canvas = document.querySelector('canvas')?.getBoundingClientRect();
  if (!place || !camera || !canvas) return null;
  return {
    x: canvas.x + place.x * camera.k + camera.x,
    y: canvas.y + place.y * camera.k + camera.y,
    width: place.width * camera.k,
    height: place.height * camera.k,
  };
}
