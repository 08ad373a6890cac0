'use client';
import { Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { TranslationProvider } from '../i18n/translation-provider';
import { EngineClient } from '../store/engine-client';
import { EngineContext } from '../store/use-store';
import { Frame } from './frame';
import { fontSources } from './font-sources';
import { TestHandle } from './test-handle';
import styles from './frame.module.css';

let client: EngineClient | null = null;

/** One engine per page load, started by the first shell. */
function theClient(): EngineClient {
  const query = new URLSearchParams(window.location.search);
  client ??= new EngineClient(query.get('worker') !== 'off');
  return client;
}

const never = (): (() => void) => () => undefined;

/**
 * What stays while pages change: the engine, the words, the frame. Pages are files without data, so nothing is drawn
 * before the browser has taken over.
 */
export function Shell({ children }: { readonly children: ReactNode }) {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return here ? <Running>{children}</Running> : <Waiting />;
}

function Running({ children }: { readonly children: ReactNode }) {
  const [engine] = useState(theClient);
  useEffect(() => {
    const effects = new URLSearchParams(window.location.search).get('test') !== '1';
    engine.tell({ type: 'start', origin: window.location.origin, fonts: fontSources(), effects });
  }, [engine]);
  return (
    <EngineContext value={engine}>
      <Suspense fallback={<Waiting />}>
        <TranslationProvider>
          <Frame>{children}</Frame>
          <TestHandle />
        </TranslationProvider>
      </Suspense>
    </EngineContext>
  );
}

function Waiting() {
  return (
    <div className={styles.frame} aria-busy="true">
      <div className={styles.rail} />
      <div className={styles.bar} />
      <div className={styles.main}>
        <noscript>Netkaart draws in the browser: please allow JavaScript for this page.</noscript>
      </div>
      <div className={styles.strip} />
    </div>
  );
}
