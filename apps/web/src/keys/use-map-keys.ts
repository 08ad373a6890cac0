'use client';
import { useEffect } from 'react';
import { isPaused, setPaused } from '../shell/pause';
import { cameraSlot } from '../stage/camera-slot';
import { goToProblem } from '../stage/go-to';
import type { EngineClient } from '../store/engine-client';
import { useEngine } from '../store/use-store';
import { readState } from '../url/location';
import { changeState } from '../url/use-view-state';
import { COLOURS } from '../url/view-state';
import { commandOf } from './key-press';

/** Keys of the map page that do not ask where the focus is. */
export function useMapKeys(): void {
  const engine = useEngine();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = commandOf(event);
      if (key === null || event.defaultPrevented) return;
      const command = COMMANDS[key] ?? (isArrow(event) ? focusMap : undefined);
      const colour = COLOURS[Number(key) - 1];
      if (command) command(engine);
      else if (colour) changeState({ colourBy: colour });
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [engine]);
}

const COMMANDS: Readonly<Record<string, (engine: EngineClient) => void>> = {
  f: (engine) => void fitSelection(engine),
  '+': () => cameraSlot.get()?.step(1),
  '=': () => cameraSlot.get()?.step(1),
  '-': () => cameraSlot.get()?.step(-1),
  '0': () => cameraSlot.get()?.home(),
  t: () => changeState({ table: !readState().table }),
  ']': (engine) => void goToProblem(engine, 1),
  '[': (engine) => void goToProblem(engine, -1),
  l: (engine) => setPaused(engine, false),
  ' ': (engine) => setPaused(engine, !isPaused()),
  Escape: out,
};

/** What is selected, close up; with no selection the whole cluster. */
async function fitSelection(engine: EngineClient): Promise<void> {
  const { selection } = readState();
  const spot = selection === null ? null : await engine.ask({ type: 'locate', reference: selection });
  if (spot?.place) cameraSlot.get()?.fill(spot.place);
  else cameraSlot.get()?.home();
}

/** Out by one step: the panel closes, then the camera goes home. */
function out(): void {
  if (readState().selection !== null) changeState({ selection: null });
  else cameraSlot.get()?.home();
}

/** Arrows without a focus begin on the map or the table, whichever is there. */
function isArrow(event: KeyboardEvent): boolean {
  return (
    event.key.startsWith('Arrow') && (document.activeElement === document.body || document.activeElement?.id === 'main')
  );
}

function focusMap(): void {
  (document.getElementById('map') ?? document.getElementById('outline'))?.focus();
}
