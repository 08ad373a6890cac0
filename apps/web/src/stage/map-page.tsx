'use client';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { MapStates } from '../states/map-states';
import { useMapKeys } from '../keys/use-map-keys';
import { isPaused, setPaused } from '../shell/pause';
import { useAppState, useEngine } from '../store/use-store';
import { useTheme } from '../theme/use-theme';
import { useReducedMotion } from '../ui/use-reduced-motion';
import { useViewState } from '../url/use-view-state';
import { LegendRow } from './legend-row';
import { MapCanvas } from './map-canvas';
import { TitleRow } from './title-row';
import { useDocumentTitle } from './use-document-title';
import styles from './map-page.module.css';

const Outline = lazy(async () => ({ default: (await import('../table/outline')).Outline }));
const Panel = lazy(async () => ({ default: (await import('../panel/panel')).Panel }));

/** One cluster: its map or the table of the same, the panel of the selection, the states in which there is no map. */
export function MapPage() {
  const engine = useEngine();
  const state = useViewState();
  const theme = useTheme();
  const reducedMotion = useReducedMotion();
  const { cluster, view, options, colourBy, namespaces, selection, table } = state;
  const optionsKey = JSON.stringify(options);
  const kept = useMemo(() => JSON.parse(optionsKey) as typeof options, [optionsKey]);
  const namespacesKey = namespaces?.join(',') ?? null;

  useEffect(() => engine.store.dispatch({ type: 'left' }), [engine, cluster, view]);
  useEffect(() => engine.tell({ type: 'open', cluster, view, options: kept }), [engine, cluster, view, kept]);
  useEffect(() => {
    engine.tell({ type: 'appearance', theme, colourBy, reducedMotion, namespaces: namespacesKey?.split(',') ?? null });
  }, [engine, theme, colourBy, reducedMotion, namespacesKey]);
  useEffect(() => engine.tell({ type: 'select', reference: selection }), [engine, selection]);
  useEffect(() => {
    if (isPaused()) setPaused(engine, false, false);
  }, [engine, cluster]);
  useMapKeys();
  useDocumentTitle(cluster);
  const hasLegend = useAppState((app) => (app.scene?.legend.length ?? 0) > 0);

  return (
    <div className={styles.page} data-split={selection !== null}>
      <section className={styles.view}>
        <TitleRow />
        {table ? (
          <Suspense>
            <Outline />
          </Suspense>
        ) : (
          <MapCanvas key={`${cluster} ${view}`} />
        )}
        {hasLegend && !table && <LegendRow />}
        <MapStates />
      </section>
      <Suspense>{selection !== null && <Panel key={selection} reference={selection} />}</Suspense>
    </div>
  );
}
