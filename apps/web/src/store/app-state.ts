import type { Activity, ClusterStatus } from '@netkaart/protocol';
import type { Detail } from '../map/view';
import type { Connection, FromEngine, Panel, Scene, Tip } from '../worker/messages';

/** What a page knows, all of it from the engine. */
export interface AppState {
  readonly connection: Connection;
  /** null: the server has not said yet. */
  readonly clusters: readonly ClusterStatus[] | null;
  /** The server's time when it last spoke of its clusters, in ms since 1970. */
  readonly serverNow: number;
  /** Server's clock minus ours, in ms. */
  readonly clockAheadMs: number;
  readonly scene: Scene | null;
  readonly detail: Detail | null;
  readonly tip: Tip | null;
  readonly panel: Panel | null;
  readonly waiting: number;
  readonly activity: Activity | null;
  readonly loading: { readonly cluster: string; readonly bytes: number; readonly totalBytes: number | null } | null;
  readonly unknownCluster: string | null;
  /** Why the map can't be drawn; null while it can. */
  readonly broken: string | null;
  readonly summary: { readonly pods: number; readonly failing: number; readonly at: string } | null;
}

export const INITIAL: AppState = {
  connection: { phase: 'connecting' },
  clusters: null,
  serverNow: 0,
  clockAheadMs: 0,
  scene: null,
  detail: null,
  tip: null,
  panel: null,
  waiting: 0,
  activity: null,
  loading: null,
  unknownCluster: null,
  broken: null,
  summary: null,
};

/** What belongs to one picture. */
const NOTHING_SEEN = {
  scene: null,
  detail: null,
  tip: null,
  panel: null,
  loading: null,
  unknownCluster: null,
  broken: null,
  waiting: 0,
} satisfies Partial<AppState>;

/** A message of the engine, or `left`: another cluster or view was opened, so that its picture is void. */
export type AppMessage = (FromEngine & { readonly heardAt: number }) | { readonly type: 'left' };

export function reduce(state: AppState, message: AppMessage): AppState {
  switch (message.type) {
    case 'connection':
      return { ...state, connection: message.connection };
    case 'status':
      return {
        ...state,
        clusters: message.clusters,
        serverNow: message.now,
        clockAheadMs: message.now - message.heardAt,
      };
    case 'freshness':
      return {
        ...state,
        clusters: freshened(state.clusters, message.provenAt),
        serverNow: message.now,
        clockAheadMs: message.now - message.heardAt,
      };
    case 'loading':
      return { ...state, loading: { cluster: message.cluster, bytes: message.bytes, totalBytes: message.totalBytes } };
    case 'scene':
      return {
        ...state,
        scene: message.scene,
        detail: message.scene.detail,
        loading: null,
        unknownCluster: null,
        broken: null,
      };
    case 'detail':
      return { ...state, detail: message.detail };
    case 'hovered':
      return { ...state, tip: message.tip };
    case 'panel':
      return { ...state, panel: message.panel };
    case 'waiting':
      return { ...state, waiting: message.count };
    case 'changed':
      return { ...state, summary: { pods: message.pods, failing: message.failing, at: message.at } };
    case 'activity':
      return { ...state, activity: message.activity };
    case 'unknown-cluster':
      return { ...state, unknownCluster: message.cluster };
    case 'broken':
      return { ...state, broken: message.message };
    case 'left':
      return { ...state, ...NOTHING_SEEN };
    case 'answer':
      return state;
  }
}

function freshened(
  clusters: readonly ClusterStatus[] | null,
  provenAt: Readonly<Record<string, number | null>>,
): readonly ClusterStatus[] | null {
  return (
    clusters?.map((cluster) => {
      const at = provenAt[cluster.id];
      return at === undefined || at === cluster.provenAt ? cluster : { ...cluster, provenAt: at };
    }) ?? null
  );
}
