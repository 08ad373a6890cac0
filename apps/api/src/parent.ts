const CHECK_MS = 1_000;

/** Calls `onGone` once when the process that started this one has ended (npm passes no SIGTERM on, and may be killed). */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, CHECK_MS);
  timer.unref();
}
