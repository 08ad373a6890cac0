'use client';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { fitCamera } from '../map/fit-camera';
import { useEngine } from '../store/use-store';
import type { Scene } from '../worker/messages';
import type { CameraControl } from './camera-control';
import { inSight, toScreen } from './camera-maths';
import { surfaceOf } from './map-canvas';
import styles from './minimap.module.css';

const WIDTH = 168;
const HEIGHT = 98;
const SIZE = { width: WIDTH, height: HEIGHT };

/** The whole world small, with a frame around what is seen; only while not all of it is seen. Press it to look there. */
export function Minimap({ control, scene }: { readonly control: CameraControl; readonly scene: Scene }) {
  const t = useTranslations('map');
  const engine = useEngine();
  const holder = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { bounds } = scene;

  useEffect(() => {
    const canvas = document.createElement('canvas');
    canvas.className = styles.canvas ?? '';
    holder.current?.prepend(canvas);
    const surface = surfaceOf(canvas, engine.offscreen);
    const size = { ...SIZE, ratio: window.devicePixelRatio };
    engine.tell({ type: 'attach-minimap', canvas: surface, size }, engine.offscreen ? [surface] : []);
    return () => {
      engine.tell({ type: 'detach-minimap' });
      canvas.remove();
    };
  }, [engine]);
  useEffect(() => {
    const place = (): void => {
      const seen = inSight(control.camera, control.size);
      const box = toScreen(seen, fitCamera(bounds, SIZE));
      const all = seen.x <= bounds.x + 1 && seen.y <= bounds.y + 1 && covers(seen, bounds);
      if (holder.current) holder.current.dataset['all'] = String(all);
      if (!frame.current) return;
      frame.current.style.transform = `translate(${box.x}px, ${box.y}px)`;
      frame.current.style.width = `${box.width}px`;
      frame.current.style.height = `${box.height}px`;
    };
    place();
    return control.subscribe(place);
  }, [control, bounds]);

  const look = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const area = event.currentTarget.getBoundingClientRect();
    const small = fitCamera(bounds, SIZE);
    const { camera, size } = control;
    const x = (event.clientX - area.x - small.x) / small.k;
    const y = (event.clientY - area.y - small.y) / small.k;
    control.place({ k: camera.k, x: size.width / 2 - x * camera.k, y: size.height / 2 - y * camera.k });
  };
  return (
    <div
      ref={holder}
      className={styles.minimap}
      data-over-map=""
      data-all="true"
      role="img"
      aria-label={t('minimap')}
      onPointerDown={(event) => {
        event.stopPropagation();
        look(event);
      }}
      onPointerMove={look}
      onClick={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
    >
      <div ref={frame} className={styles.frame} />
    </div>
  );
}

function covers(seen: Scene['bounds'], world: Scene['bounds']): boolean {
  return seen.x + seen.width >= world.x + world.width - 1 && seen.y + seen.height >= world.y + world.height - 1;
}
