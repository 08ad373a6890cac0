/** An age in its largest unit, and what is left of it in the next smaller one (0 where nobody cares). */
export interface Age {
  readonly unit: 's' | 'min' | 'h' | 'd';
  readonly value: number;
  readonly digits: 0 | 1;
  readonly rest: number;
}

/** Below 10 s in tenths, below an hour in whole units, then with the rest. Never negative. */
export function splitAge(ms: number): Age {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95) return { unit: 's', value: Math.round(seconds * 10) / 10, digits: 1, rest: 0 };
  const whole = Math.round(seconds);
  if (whole < 60) return { unit: 's', value: whole, digits: 0, rest: 0 };
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return { unit: 'min', value: minutes, digits: 0, rest: 0 };
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return { unit: 'h', value: hours, digits: 0, rest: minutes % 60 };
  return { unit: 'd', value: Math.floor(hours / 24), digits: 0, rest: hours % 24 };
}
