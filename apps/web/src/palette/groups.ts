import type { ClusterStatus } from '@netkaart/protocol';
import type { useTranslations } from 'use-intl';
import type { IconName } from '../icons/icon';
import { copyText } from '../shell/copy-link';
import { goTo } from '../stage/go-to';
import type { EngineClient } from '../store/engine-client';
import { hrefOf } from '../url/location';
import { freshState, type ViewState } from '../url/view-state';
import type { Mark, SearchAnswer, SearchHit } from '../worker/messages';

/** What a row may use when it is chosen. */
export interface Hands {
  readonly engine: EngineClient;
  readonly go: (href: string) => void;
}

export interface PaletteItem {
  readonly id: string;
  readonly sign: { readonly mark: Mark } | { readonly icon: IconName };
  readonly lead: string;
  readonly name: string;
  readonly mono: boolean;
  readonly note: string;
  readonly keys: readonly string[];
  readonly run: (hands: Hands) => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly note: string;
  readonly items: readonly PaletteItem[];
}

interface Given {
  readonly text: string;
  readonly answer: SearchAnswer | null;
  readonly actions: readonly PaletteItem[];
  readonly clusters: readonly ClusterStatus[];
  readonly state: ViewState;
  readonly t: ReturnType<typeof useTranslations>;
}

/** The rows of the palette in their groups: who has it, where it lies, clusters, what to do. Empty groups are left out. */
export function groupsOf({ text, answer, actions, clusters, state, t }: Given): readonly PaletteGroup[] {
  const groups: PaletteGroup[] = [];
  const put = (title: string, items: readonly PaletteItem[], note = ''): void => {
    if (items.length > 0 || note !== '') groups.push({ title, note, items });
  };
  if (answer && answer.kind !== 'empty') {
    const who = t(
      answer.kind === 'address' ? 'palette.who' : answer.kind === 'range' ? 'palette.inside' : 'palette.things',
    );
    put(who, answer.hits.map(hitItem), foundNote(answer, t));
    put(t('palette.where'), answer.places.map(hitItem));
  }
  const wanted = (name: string): boolean =>
    text.trim() === '' || name.toLowerCase().includes(text.trim().toLowerCase());
  put(
    t('palette.clusters'),
    clusters.filter(({ name }) => wanted(name)).map((cluster) => clusterItem(cluster, state, t)),
  );
  const command = answer && answer.command !== '' ? [commandItem(answer.command)] : [];
  put(t('palette.do'), [...command, ...actions.filter(({ name }) => wanted(name))]);
  return groups;
}

function foundNote(answer: SearchAnswer, t: Given['t']): string {
  const { nobody, hits, total } = answer;
  if (nobody) return t(nobody.node === '' ? 'palette.nobody' : 'palette.nobody-block', { ...nobody });
  return total > hits.length ? t('palette.first', { shown: hits.length, total }) : '';
}

function hitItem(hit: SearchHit): PaletteItem {
  return {
    id: hit.reference,
    sign: { mark: hit.mark },
    lead: hit.lead,
    name: hit.name,
    mono: hit.mono,
    note: hit.note,
    keys: [],
    run: ({ engine }) => void goTo(engine, hit.reference),
  };
}

function clusterItem(cluster: ClusterStatus, state: ViewState, t: Given['t']): PaletteItem {
  return {
    id: `cluster ${cluster.id}`,
    sign: { icon: 'clusters' },
    lead: '',
    name: cluster.name,
    mono: false,
    note: t('bar.nodes', { nodes: cluster.counts.nodes }),
    keys: [],
    run: ({ go }) => go(hrefOf(freshState(cluster.id, state.view, state))),
  };
}

function commandItem(command: string): PaletteItem {
  return {
    id: 'command',
    sign: { icon: 'copy' },
    lead: '',
    name: command,
    mono: true,
    note: '',
    keys: [],
    run: () => copyText(command, 'command'),
  };
}
