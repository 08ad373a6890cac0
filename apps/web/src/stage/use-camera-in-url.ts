'use client';
import { useEffect, useRef } from 'react';
import type { EngineClient } from '../store/engine-client';
import { useEngine } from '../store/use-store';
import { anchorOf, cameraOf, formatAnchor, type Anchor } from '../url/anchor';
import { changeState, useViewState } from '../url/use-view-state';
import type { Scene } from '../worker/messages';
import type { CameraControl } from './camera-control';

const WRITE_AFTER_MS = 500;

/** Keeps the camera and the link's anchor the same: reads it once there is a world, writes it at most twice a second. */
export function useCameraInUrl(control: CameraControl | null, scene: Scene | null): void {
  const engine = useEngine();
  const { anchor } = useViewState();
  const written = useRef<string | null>(null);
  const placed = useRef<CameraControl | null>(null);
  const text = anchor && formatAnchor(anchor);

  useEffect(() => {
    if (control && scene) control.stand(scene);
  }, [control, scene]);
  const ready = scene !== null;
  useEffect(() => {
    if (!control || !ready) return;
    const first = placed.current !== control;
    placed.current = control;
    if (text === written.current && !first) return;
    written.current = text;
    if (anchor) void goTo(engine, control, anchor);
    else if (!first) control.home();
  }, [engine, control, ready, text, anchor]);
  useEffect(() => {
    if (!control) return;
    return follow(engine, control, (next) => {
      written.current = next && formatAnchor(next);
      changeState({ anchor: next }, 'replace');
    });
  }, [engine, control]);
}

async function goTo(engine: EngineClient, control: CameraControl, anchor: Anchor): Promise<void> {
  const spot = anchor.reference === null ? null : await engine.ask({ type: 'locate', reference: anchor.reference });
  if (anchor.reference === null || spot?.place) control.place(cameraOf(anchor, control.size, spot?.place ?? null));
}

function follow(engine: EngineClient, control: CameraControl, write: (anchor: Anchor | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = control.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void anchorNow(engine, control).then(write);
    }, WRITE_AFTER_MS);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

async function anchorNow(engine: EngineClient, control: CameraControl): Promise<Anchor | null> {
  if (control.atHome) return null;
  const { camera, size } = control;
  const named = await engine.ask({ type: 'anchor', camera, size: { ...size, ratio: 1 } });
  return anchorOf(camera, size, named?.reference ?? null, named?.place ?? null);
}
