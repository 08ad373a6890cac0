import { hash } from '@netkaart/topology';
import type { Camera, MapView } from '../map/view';
import type { ViewName } from '../url/view-state';
import type { Answer, Answers, Question, Size } from './messages';
import { outlineOf } from './outline';
import { stepProblem, type Problem } from './problems';
import { searchFor } from './search';
import { spotOf } from './spots';
import type { Stage } from './stage';
import type { World } from './world';

export interface Scope {
  readonly world: World;
  readonly view: MapView | null;
  readonly viewName: ViewName;
  readonly camera: Camera | null;
  readonly stage: Stage;
  readonly measure: () => number;
  readonly problems: () => readonly Problem[];
}

type Asked = Exclude<Question, { readonly type: 'settled' }>;

/** Answers from what is known at this moment. */
export function answerTo(question: Asked, scope: Scope): Answer {
  const { world, view, camera } = scope;
  switch (question.type) {
    case 'pick': {
      const target = camera && view ? view.pick(question.at.x, question.at.y, camera) : null;
      return target === null ? null : spotOf(target, world, view);
    }
    case 'locate': {
      const target = world.targetOf(question.reference);
      return target === null ? null : spotOf(target, world, view);
    }
    case 'neighbour': {
      const from = question.from && world.targetOf(question.from);
      const target = view?.neighbour(from, question.direction) ?? null;
      return target === null ? null : spotOf(target, world, view);
    }
    case 'problem': {
      const problem = stepProblem(scope.problems(), question.from, question.step, question.mark);
      return problem && spotOf(`uid:${problem.uid}`, world, view);
    }
    case 'search':
      return searchFor(question.text, world, scope.measure);
    case 'outline':
      return outlineOf(question, scope.viewName, world);
    case 'anchor':
      return anchorAt(question.camera, question.size, scope);
    case 'positions':
      return [...(view?.positions() ?? [])];
    case 'hash':
      return hash(world.topology);
    case 'perf':
      return scope.stage.perf.values();
  }
}

/** The named place in the middle of the picture, if there is one. */
function anchorAt(camera: Camera, size: Size, { view, world }: Scope): Answers['anchor'] {
  const target = view?.pick(size.width / 2, size.height / 2, camera) ?? null;
  const place = target === null ? null : (view?.locate(target) ?? null);
  return target !== null && place ? { reference: world.referenceOf(target), place } : null;
}
