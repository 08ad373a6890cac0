'use client';
import { useEffect, useRef, type Dispatch } from 'react';
import { useEngine } from '../store/use-store';
import { readState } from '../url/location';
import { changeState } from '../url/use-view-state';
import type { Direction, Spot } from '../worker/messages';
import type { CameraControl } from './camera-control';
import { toScreen } from './camera-maths';
import styles from './map-cursor.module.css';

const DIRECTION: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const PAN_PX = 80;
const PAN: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-PAN_PX, 0],
  right: [PAN_PX, 0],
  up: [0, -PAN_PX],
  down: [0, PAN_PX],
};

interface Props {
  readonly control: CameraControl;
  readonly spot: Spot | null;
  readonly move: Dispatch<Spot | null>;
}

/**
 * The keyboard's place on the map, as an element that screen readers name and magnifiers follow. Arrows go to the
 * neighbour (with Shift they pan), Enter selects, a second Enter goes in.
 */
export function MapCursor({ control, spot, move }: Props) {
  const engine = useEngine();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const map = document.getElementById('map');
    const onKey = (event: KeyboardEvent): void => {
      const direction = DIRECTION[event.key];
      if (event.target !== map || event.ctrlKey || event.metaKey || event.altKey) return;
      if (direction && event.shiftKey) control.pan(...PAN[direction]);
      else if (direction) void step(direction);
      else if (event.key === 'Enter' && spot) enter(spot);
      else return;
      event.preventDefault();
    };
    const step = async (direction: Direction): Promise<void> => {
      const from = spot?.reference ?? readState().selection;
      const next = await engine.ask({ type: 'neighbour', from, direction });
      if (!next) return;
      move(next);
      if (next.place) control.show(next.place);
    };
    const enter = (at: Spot): void => {
      if (at.press) changeState({ options: { ...readState().options, ...at.press } });
      else if (readState().selection !== at.reference) changeState({ selection: at.reference });
      else if (at.place) control.fill(at.place);
    };
    map?.addEventListener('keydown', onKey);
    return () => map?.removeEventListener('keydown', onKey);
  }, [engine, control, spot, move]);
  useEffect(() => {
    const place = (): void => {
      const at = spot?.place && toScreen(spot.place, control.camera);
      if (!box.current || !at) return;
      box.current.style.transform = `translate(${at.x}px, ${at.y}px)`;
      box.current.style.width = `${at.width}px`;
      box.current.style.height = `${at.height}px`;
    };
    place();
    return control.subscribe(place);
  }, [control, spot]);
  if (!spot?.place) return null;
  return <div ref={box} id="map-cursor" className={styles.cursor} role="img" aria-label={spot.label} />;
}
