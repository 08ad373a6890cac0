'use client';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Camera, Rect } from '../map/view';
import { useEngine } from '../store/use-store';
import type { Scene } from '../worker/messages';
import type { CameraControl } from './camera-control';
import { inSight } from './camera-maths';
import { surfaceOf } from './surface';
import styles from './minimap.module.css';

const WIDTH = 168;
const HEIGHT = 98;
const SIZE = { width: WIDTH, height: HEIGHT };

/** How the map draws itself small: this far from the edges, without the room of its title. */
const PAD = 6;
const TITLE = 50;

/** The whole world small; only while not all of it is seen. Press it to look there. */
export function Minimap({ control, scene }: { readonly control: CameraControl; readonly scene: Scene }) {
  const t = useTranslations('map');
  const engine = useEngine();
  const holder = useRef<HTMLDivElement>(null);
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
    const show = (): void => {
      if (holder.current) holder.current.dataset['all'] = String(covers(inSight(control.camera, control.size), bounds));
    };
    show();
    return control.subscribe(show);
  }, [control, bounds]);

  const look = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const area = event.currentTarget.getBoundingClientRect();
    const small = smallCamera(bounds);
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
    />
  );
}

function smallCamera(bounds: Rect): Camera {
  const k = Math.min((WIDTH - 2 * PAD) / bounds.width, (HEIGHT - 2 * PAD) / Math.max(1, bounds.height - TITLE));
  return { k, x: (WIDTH - bounds.width * k) / 2, y: PAD - TITLE * k };
}

/** Whether the picture shows all of the world but its margins. */
function covers(seen: Rect, world: Rect): boolean {
  const right = seen.x + seen.width >= world.x + world.width - TITLE;
  const bottom = seen.y + seen.height >= world.y + world.height - TITLE;
  return seen.x <= world.x + TITLE && seen.y <= world.y + TITLE && right && bottom;
}
