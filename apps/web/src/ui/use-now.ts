'use client';
import { useEffect, useState } from 'react';

/** The time, moving on every `everyMs`. One timer per component; stands still while the page is hidden. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
