'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

interface Props {
  readonly label: string;
  readonly close: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes on Escape or on the veil. */
export function Dialog({ label, close, className, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog ?? ''} ${className ?? ''}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      {children}
    </dialog>
  );
}
