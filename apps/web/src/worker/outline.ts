import type { NetRecord } from '@netkaart/topology';
import { referenceOf } from '../url/reference';
import type { ViewName } from '../url/view-state';
import type { Mark, OutlineRow, OutlineWindow, Question } from './messages';
import type { Branch } from './branch';
import { nodeTree } from './outline-nodes';
import { serviceTree } from './outline-services';
import { ownerWords } from './search';
import { addressesOf } from './search-index';
import { markOf, stateWord } from './words';
import type { World } from './world';

type Asked = Extract<Question, { readonly type: 'outline' }>;

/** A branch in its place among the rows. */
interface Placed extends Pick<OutlineRow, 'level' | 'parent' | 'position' | 'siblings'> {
  readonly branch: Branch;
}

/** The column headings after the name: message keys under `table.`. */
const COLUMNS = ['address', 'state', 'namespace', 'detail'] as const;
/** Up to so many leaves the tree opens by itself. */
const OPEN_ALL_MAX = 300;

const trees = new WeakMap<World, { readonly key: string; readonly roots: readonly Branch[] }>();

/**
 * Rows `from` (included) to `to` (excluded) of the tree that says in text what the map shows: nodes with their pods, or
 * namespaces with their Services with their pods. Every object is in it exactly once per place that it has.
 */
export function outlineOf(asked: Asked, view: ViewName, world: World): OutlineWindow {
  const roots = rootsOf(view, world);
  const open = openness(asked, countLeaves(roots) <= OPEN_ALL_MAX);
  const rows: Placed[] = [];
  const walk = (branches: readonly Branch[], level: number, parent: number): void => {
    branches.forEach((branch, i) => {
      const index = rows.push({ branch, level, parent, position: i + 1, siblings: branches.length }) - 1;
      if (open(branch, level)) walk(branch.children, level + 1, index);
    });
  };
  walk(roots, 1, -1);
  const wanted = rows.slice(asked.from, asked.to);
  const shown = wanted.map((row) => rowOf(row, world, open(row.branch, row.level)));
  return { total: rows.length, from: asked.from, columns: COLUMNS, rows: shown };
}

function rootsOf(view: ViewName, world: World): readonly Branch[] {
  const key = `${view} ${world.revision}`;
  const known = trees.get(world);
  if (known?.key === key) return known.roots;
  const roots = view === 'routes' ? serviceTree(world) : nodeTree(world);
  trees.set(world, { key, roots });
  return roots;
}

function openness(asked: Asked, all: boolean): (branch: Branch, level: number) => boolean {
  const closed = new Set(asked.closed);
  const opened = new Set(asked.opened);
  return ({ id, children }, level) =>
    children.length > 0 && !closed.has(id) && (opened.has(id) || all || (level === 1 && id === 'cluster'));
}

function countLeaves(branches: readonly Branch[]): number {
  let leaves = 0;
  for (const { children } of branches) leaves += children.length === 0 ? 1 : countLeaves(children);
  return leaves;
}

function rowOf({ branch, level, parent, position, siblings }: Placed, world: World, open: boolean): OutlineRow {
  const { id, record, name } = branch;
  const mark: Mark = record ? markOf(record, world.topology) : 'other';
  const reference = record ? referenceOf(record) : '';
  const cells = branch.cells ?? (record ? cellsOf(record) : ['', '', '', '']);
  const expanded = branch.children.length === 0 ? null : open;
  return { id, level, parent, position, siblings, expanded, reference, mark, name, cells };
}

function cellsOf(record: NetRecord): readonly string[] {
  const detail = record.kind === 'Pod' ? ownerWords(record) : '';
  return [
    addressesOf(record)
      .filter((text) => text !== 'None')
      .join(' '),
    stateWord(record),
    record.namespace,
    detail,
  ];
}
