'use client';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './menu.module.css';

interface Props {
  readonly label: string;
  readonly face: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** Which way it unfolds. */
  readonly upwards?: boolean;
  readonly foot?: ReactNode;
}

/** A button with a list of links or buttons below (or above) it. Arrows walk, Escape and a click elsewhere close. */
export function Menu({ label, face, children, className, upwards = false, foot }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const close = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    itemsOf(root.current)[0]?.focus();
    return () => document.removeEventListener('pointerdown', close);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') {
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      step(root.current, event.key === 'ArrowDown' ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={root} className={styles.root} onKeyDown={onKeyDown}>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div id={id} className={styles.sheet} data-upwards={upwards} onClick={() => setOpen(false)}>
          <ul className={styles.list}>{children}</ul>
          {foot && <p className={styles.foot}>{foot}</p>}
        </div>
      )}
    </div>
  );
}

function itemsOf(root: HTMLElement | null): readonly HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('li a, li button') ?? [])];
}

function step(root: HTMLElement | null, by: 1 | -1): void {
  const items = itemsOf(root);
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + by + items.length) % items.length]?.focus();
}
