import type { ViewName } from '../url/view-state';
import { createRouteView } from './routes/route-view';
import { createSubnetView } from './subnet/create-subnet-view';
import type { MapView, Target, ViewInput } from './view';

/** A fresh map of the given kind. */
export function createView(name: ViewName): MapView {
  return name === 'routes' ? createRoutes() : createSubnetView();
}

/** The option that each kind of fold of the route map stands in. */
const LISTS: Readonly<Record<string, string>> = { band: 'open', inside: 'inside', more: 'more' };

/** The route map, told what pressing one of its folds changes in the link. */
function createRoutes(): MapView {
  const view = createRouteView();
  const update = view.update.bind(view);
  let options: ViewInput['options'] = {};
  return Object.assign(view, {
    update: (input: ViewInput): void => {
      ({ options } = input);
      update(input);
    },
    press: (target: Target): Readonly<Record<string, string>> | null => {
      const [, fold = '', name = ''] = /^x:(band|inside|more):(.+)$/.exec(target) ?? [];
      const list = LISTS[fold];
      if (list === undefined) return null;
      const before = fold === 'band' ? view.open() : namesOf(options[list]);
      return { [list]: toggled(before, name).join(',') };
    },
  });
}

function namesOf(list: string | undefined): readonly string[] {
  return (list ?? '').split(',').filter((name) => name !== '');
}

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name].sort();
}
