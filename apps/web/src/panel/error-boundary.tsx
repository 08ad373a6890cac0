'use client';
import { Component, type ReactNode } from 'react';
import styles from './panel.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Keeps a fault inside one panel: the map and everything else go on. */
export class ErrorBoundary extends Component<Props, { readonly message: string | null }> {
  override readonly state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <div className={styles.section} role="alert">
        <h3>{this.props.title}</h3>
        <p className={styles.source}>{this.state.message}</p>
      </div>
    );
  }
}
