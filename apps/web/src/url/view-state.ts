import { type ColourBy } from '../map/view';
import { parseAnchor, formatAnchor, type Anchor } from './anchor';

export const VIEWS = ['subnet', 'routes'] as const;
export type ViewName = (typeof VIEWS)[number];

export const COLOURS = ['status', 'namespace', 'owner', 'policy', 'age', 'free'] as const satisfies readonly ColourBy[];

/** Everything that a link to a map holds; see docs/urls.md. Absent = the default of that part. */
export interface ViewState {
  readonly cluster: string;
  readonly view: ViewName;
  /** A reference (`pod:default/nginx`), or null. */
  readonly selection: string | null;
  /** Namespaces to show; null = all. */
  readonly namespaces: readonly string[] | null;
  readonly colourBy: ColourBy;
  readonly anchor: Anchor | null;
  readonly table: boolean;
  readonly theme: 'dark' | 'light' | null;
  readonly language: 'en' | 'nl' | null;
  /** The view's own words (`open`, `show`) and whatever a newer version wrote: kept as it stands. */
  readonly options: Readonly<Record<string, string>>;
}

const OWN = ['cluster', 'view', 'sel', 'ns', 'by', 'v', 't', 'theme', 'lang'];

/** Reads a query string. What it does not understand falls back to the default; it never throws. */
export function parseViewState(search: string): ViewState {
  const query = new URLSearchParams(search);
  return {
    cluster: query.get('cluster') ?? '',
    view: oneOf(VIEWS, query.get('view')) ?? 'subnet',
    selection: query.get('sel') || null,
    namespaces: listOf(query.get('ns')),
    colourBy: oneOf(COLOURS, query.get('by')) ?? 'status',
    anchor: parseAnchor(query.get('v') ?? ''),
    table: query.get('t') === 'table',
    theme: oneOf(['dark', 'light'] as const, query.get('theme')),
    language: oneOf(['en', 'nl'] as const, query.get('lang')),
    options: Object.fromEntries([...query].filter(([name]) => !OWN.includes(name))),
  };
}

/** The query string of a state, with `?`; parts that hold their default are left out. */
export function formatViewState(state: ViewState): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null): void => {
    if (value) query.set(name, value);
  };
  put('cluster', state.cluster);
  put('view', state.view === 'subnet' ? null : state.view);
  put('sel', state.selection);
  put('ns', state.namespaces?.join(',') ?? null);
  put('by', state.colourBy === 'status' ? null : state.colourBy);
  put('t', state.table ? 'table' : null);
  for (const name of Object.keys(state.options).sort()) query.set(name, state.options[name] ?? '');
  put('v', state.anchor && formatAnchor(state.anchor));
  put('theme', state.theme);
  put('lang', state.language);
  return readable(query.toString());
}

/** Address of a map page. */
export function viewHref(state: ViewState): string {
  return `/c/${formatViewState(state)}`;
}

/** A link's start: the given cluster and view, everything else at its default but the reader's theme and language. */
export function freshState(cluster: string, view: ViewName, from: Pick<ViewState, 'theme' | 'language'>): ViewState {
  const { theme, language } = from;
  return { ...parseViewState(''), cluster, view, theme, language };
}

/** `:`, `/` and `,` may stand in a query as they are (RFC 3986, 3.4); links stay legible. */
function readable(query: string): string {
  const text = query
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
    .replaceAll('%7E', '~');
  return text === '' ? '' : `?${text}`;
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}

function listOf(text: string | null): readonly string[] | null {
  const names = [...new Set((text ?? '').split(',').filter(Boolean))].sort();
  return names.length > 0 ? names : null;
}
