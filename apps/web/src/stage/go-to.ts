import { toast } from '../shell/toast-store';
import type { EngineClient } from '../store/engine-client';
import { readState } from '../url/location';
import { changeState } from '../url/use-view-state';
import type { ViewState } from '../url/view-state';
import type { ProblemMark, Spot } from '../worker/messages';
import { flights } from './flights';

/** Selects a thing and flies to it; a map that does not show it keeps its camera. */
export async function goTo(engine: EngineClient, reference: string): Promise<void> {
  const spot = await engine.ask({ type: 'locate', reference });
  if (spot) show(spot);
  else changeState({ selection: reference });
}

/** Selects the next (or previous) problem, of one kind or of any. */
export async function goToProblem(engine: EngineClient, step: 1 | -1, mark: ProblemMark | null = null): Promise<void> {
  const spot = await engine.ask({ type: 'problem', from: readState().selection, step, mark });
  if (spot) show(spot);
  else toast('no-problem');
}

function show(spot: Spot): void {
  changeState({ selection: spot.reference, ...opened(spot) });
  flights.request(spot.reference);
}

/** On the route map a thing is seen once its namespace's band is open. */
function opened(spot: Spot): Partial<ViewState> {
  const { view, options } = readState();
  if (view !== 'routes' || spot.namespace === '') return {};
  const open = new Set((options['open'] ?? '').split(',').filter(Boolean)).add(spot.namespace);
  return { options: { ...options, open: [...open].sort().join(',') } };
}
