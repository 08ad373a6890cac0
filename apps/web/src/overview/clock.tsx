'use client';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';

const Time = createContext(0);
const TICK_MS = 1000;

/** Counts on from the server's time once a second, so that ages grow although nothing arrives. */
export function Clock({ now, children }: { readonly now: number; readonly children: ReactNode }) {
  const [tick, setTick] = useState({ base: now, elapsed: 0 });
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setTick({ base: now, elapsed: performance.now() - started }), TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  return <Time value={tick.base === now ? now + tick.elapsed : now}>{children}</Time>;
}

/** The server's time, ms since 1970. Only leaves should ask: who does is drawn anew each second. */
export function useTime(): number {
  return use(Time);
}
