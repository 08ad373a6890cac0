'use client';
import { useEffect, useRef, type RefObject } from 'react';
import { MarkSign } from '../icons/mark';
import type { Tip } from '../worker/messages';
import styles from './tooltip.module.css';

const GAP_PX = 14;

/** Follows the pointer; what it says is also in the panel and in the table. */
export function Tooltip({ tip, frame }: { readonly tip: Tip; readonly frame: RefObject<HTMLElement | null> }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = (event: PointerEvent): void => put(box.current, frame.current, event);
    const { current } = frame;
    current?.addEventListener('pointermove', follow);
    if (lastMove) put(box.current, current, lastMove);
    return () => current?.removeEventListener('pointermove', follow);
  }, [frame, tip]);
  return (
    <div ref={box} className={styles.tip} role="tooltip">
      <p className={styles.head}>
        <b>{tip.title}</b>
        <MarkSign mark={tip.mark} />
        <span>{tip.state}</span>
      </p>
      {tip.lines.map((line) => (
        <p key={line} className={styles.line}>
          {line}
        </p>
      ))}
    </div>
  );
}

let lastMove: PointerEvent | null = null;
if (typeof window !== 'undefined')
  window.addEventListener('pointermove', (event) => (lastMove = event), { passive: true });

/** Below right of the pointer, or on the other side where there is no room. */
function put(box: HTMLElement | null, frame: HTMLElement | null, event: PointerEvent): void {
  if (!box || !frame) return;
  const area = frame.getBoundingClientRect();
  const x = event.clientX - area.x;
  const y = event.clientY - area.y;
  const left = x + GAP_PX + box.offsetWidth > area.width ? x - GAP_PX - box.offsetWidth : x + GAP_PX;
  const top = y + GAP_PX + box.offsetHeight > area.height ? y - GAP_PX - box.offsetHeight : y + GAP_PX;
  box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}
