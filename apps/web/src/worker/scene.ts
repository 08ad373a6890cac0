import type { Camera, MapView } from '../map/view';
import { dark, light } from '../theme/tokens';
import type { Appearance, Opened, Scene, Size } from './messages';
import { countProblems, problemsOf } from './problems';
import type { World } from './world';

/** What the page shows around the map; null before the first state. */
export function sceneOf(
  view: MapView,
  world: World,
  opened: Opened,
  appearance: Appearance,
  size: Size,
  camera: Camera | null,
): Scene | null {
  if (!world.cursor) return null;
  const home = view.home(size);
  return {
    cluster: opened.cluster,
    view: opened.view,
    cursor: world.cursor,
    title: view.title(),
    legend: view.legend(appearance.colourBy, appearance.theme === 'light' ? light : dark),
    bounds: view.bounds(),
    home,
    zoomRange: view.zoomRange(size),
    detail: view.detail(camera ?? home),
    minimap: view.drawMinimap !== undefined,
    problems: countProblems(problemsOf(world)),
    namespaces: [...world.topology.kinds.Namespace.values()].map(({ name }) => name).sort(),
    empty: world.topology.kinds.Node.size === 0 && world.topology.kinds.Pod.size === 0,
  };
}
