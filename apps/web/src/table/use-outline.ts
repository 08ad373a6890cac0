'use client';
import { useEffect, useRef, useState } from 'react';
import { useAppState, useEngine } from '../store/use-store';
import type { OutlineWindow } from '../worker/messages';

/** Rows that the reader opened or closed against the table's own habit. */
export interface Folds {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** The rows of a span, asked again when span, folds or data change; the old ones stay until the new ones are there. */
export function useOutline(span: { readonly from: number; readonly to: number }, folds: Folds): OutlineWindow | null {
  const engine = useEngine();
  const [outline, setOutline] = useState<OutlineWindow | null>(null);
  const scene = useAppState((app) => app.scene);
  const broken = useAppState((app) => app.broken);
  const latest = useRef(0);
  const { from, to } = span;
  useEffect(() => {
    const id = ++latest.current;
    void engine.ask({ type: 'outline', ...folds, from, to }).then((answer) => {
      if (id === latest.current) setOutline(answer);
    });
  }, [engine, from, to, folds, scene, broken]);
  return outline;
}
