'use client';
import { useEffect } from 'react';
export default function Page() {
  useEffect(() => {
    const w = new Worker(new URL('../src/worker/main.ts', import.meta.url), { type: 'module' });
    w.onmessage = (e) => { document.title = JSON.stringify(e.data); };
    w.postMessage({ hi: 1 });
  }, []);
  return <p>hi</p>;
}
