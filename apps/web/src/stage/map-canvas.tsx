'use client';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import type { Camera } from '../map/view';
import { useAppState, useEngine } from '../store/use-store';
import type { EngineClient } from '../store/engine-client';
import { useNow } from '../ui/use-now';
import { prefersReducedMotion } from '../ui/use-reduced-motion';
import { readState } from '../url/location';
import { changeState, useViewState } from '../url/use-view-state';
import type { Size, Spot, Surface } from '../worker/messages';
import { CameraControl } from './camera-control';
import { flights } from './flights';
import { Minimap } from './minimap';
import { MapCursor } from './map-cursor';
import { surfaceOf } from './surface';
import { Tooltip } from './tooltip';
import { cameraSlot } from './camera-slot';
import { useCameraInUrl } from './use-camera-in-url';
import styles from './map-canvas.module.css';

const STALE_MS = 60_000;

/** The map: two canvases that the engine draws, and above them what must be HTML: tooltip, cursor, minimap. */
export function MapCanvas() {
  const t = useTranslations('map');
  const engine = useEngine();
  const frame = useRef<HTMLDivElement>(null);
  const [control, setControl] = useState<CameraControl | null>(null);
  const [cursor, setCursor] = useState<Spot | null>(null);
  const generation = useSyncExternalStore(engine.generation.subscribe, engine.generation.getSnapshot);
  const scene = useAppState((app) => app.scene);
  const tip = useAppState((app) => app.tip);
  const grey = useGrey();

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const stop = mountCanvases(engine, element);
    const made = new CameraControl(element, () => readState().view === 'routes', prefersReducedMotion);
    const unsubscribe = made.subscribe((camera) => lookFrom(engine, camera));
    setControl(made);
    const leave = cameraSlot.hold(made);
    return () => {
      leave();
      unsubscribe();
      made.stop();
      stop();
      setControl(null);
    };
  }, [engine, generation]);
  useCameraInUrl(control, scene);
  useEffect(() => flights.take((reference) => void fly(engine, control, reference)), [engine, control]);

  const press = useCallback(
    (event: { readonly nativeEvent: MouseEvent }) => void pick(engine, event.nativeEvent, false, control),
    [engine, control],
  );
  return (
    <div
      ref={frame}
      id="map"
      className={styles.map}
      data-stale={grey}
      role="application"
      tabIndex={0}
      aria-label={t('label', { title: scene?.title.heading ?? '' })}
      aria-describedby="map-help"
      aria-activedescendant={cursor ? 'map-cursor' : undefined}
      onClick={press}
      onDoubleClick={(event) => void pick(engine, event.nativeEvent, true, control)}
      onPointerMove={(event) => {
        if (event.pointerType !== 'touch') engine.tell({ type: 'hover', at: pointIn(event.nativeEvent) });
      }}
      onPointerLeave={() => engine.tell({ type: 'hover', at: null })}
    >
      <p id="map-help" className="visually-hidden">
        {t('help')}
      </p>
      {control && <MapCursor control={control} spot={cursor} move={setCursor} />}
      {control && scene?.minimap && <Minimap control={control} scene={scene} />}
      {tip && <Tooltip tip={tip} frame={frame} />}
    </div>
  );
}

/** Whether the data are so old that the map must not look alive: the line is cut, or the cluster itself is silent. */
function useGrey(): boolean {
  const { cluster } = useViewState();
  const now = useNow(1000);
  const connection = useAppState((app) => app.connection);
  const status = useAppState((app) => app.clusters?.find(({ id }) => id === cluster));
  const ahead = useAppState((app) => app.clockAheadMs);
  if (connection.phase === 'offline') return now - connection.since > STALE_MS;
  const silent = status?.phase === 'stale' || status?.phase === 'failed';
  return silent && now + ahead - (status.provenAt ?? 0) > STALE_MS;
}

/** New canvases for every mount: one that was handed to a worker can't be handed over again. */
function mountCanvases(engine: EngineClient, frame: HTMLElement): () => void {
  const canvases = [document.createElement('canvas'), document.createElement('canvas')] as const;
  for (const canvas of canvases) canvas.className = styles.canvas ?? '';
  frame.prepend(...canvases);
  const [base, overlay] = canvases.map((canvas) => surfaceOf(canvas, engine.offscreen)) as [Surface, Surface];
  const transfer = engine.offscreen ? [base, overlay] : [];
  engine.tell({ type: 'attach', base, overlay, size: sizeOf(frame) }, transfer);
  const observer = new ResizeObserver(() => engine.tell({ type: 'resize', size: sizeOf(frame) }));
  observer.observe(frame);
  return () => {
    observer.disconnect();
    engine.tell({ type: 'detach' });
    for (const canvas of canvases) canvas.remove();
  };
}

function sizeOf(frame: HTMLElement): Size {
  return { width: frame.clientWidth, height: frame.clientHeight, ratio: window.devicePixelRatio };
}

function lookFrom(engine: EngineClient, camera: Camera): void {
  window.__netkaartCamera = camera;
  engine.tell({ type: 'camera', camera });
}

function pointIn(event: MouseEvent): { x: number; y: number } {
  const frame = document.getElementById('map')?.getBoundingClientRect();
  return { x: event.clientX - (frame?.x ?? 0), y: event.clientY - (frame?.y ?? 0) };
}

async function pick(
  engine: EngineClient,
  event: MouseEvent,
  twice: boolean,
  control: CameraControl | null,
): Promise<void> {
  if ((event.target as Element | null)?.closest('[data-over-map]')) return;
  const at = pointIn(event);
  const spot = await engine.ask({ type: 'pick', at });
  if (twice) {
    if (spot?.place && !spot.press) control?.fill(spot.place);
    else if (!spot) control?.step(1, at);
    return;
  }
  if (spot?.press) changeState({ options: { ...readState().options, ...spot.press } });
  else changeState({ selection: spot?.reference ?? null });
}

async function fly(engine: EngineClient, control: CameraControl | null, reference: string): Promise<void> {
  const spot = await engine.ask({ type: 'locate', reference });
  if (spot?.place) control?.show(spot.place);
}
