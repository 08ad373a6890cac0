import type { AddressExplanation, Evidence } from '@netkaart/network';
import type { Activity, ClusterStatus, Cursor } from '@netkaart/protocol';
import type { Camera, ColourBy, Detail, LegendItem, Rect, Title } from '../map/view';
import type { Reference } from '../url/reference';
import type { ViewName } from '../url/view-state';

/** CSS px of the map, and device px per CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** A canvas that the worker may draw on; on the main thread an element stands in for it. */
export type Surface = OffscreenCanvas;

/** What a page says to the engine. Everything but `ask` is a statement of what is so now; the last one holds. */
export type ToEngine =
  | {
      readonly type: 'start';
      readonly origin: string;
      readonly fonts: readonly FontSource[];
      readonly effects: boolean;
    }
  | { readonly type: 'attach'; readonly base: Surface; readonly overlay: Surface; readonly size: Size }
  | { readonly type: 'detach' }
  | { readonly type: 'attach-minimap'; readonly canvas: Surface; readonly size: Size }
  | { readonly type: 'detach-minimap' }
  | { readonly type: 'resize'; readonly size: Size }
  | ({ readonly type: 'open' } & Opened)
  | ({ readonly type: 'appearance' } & Appearance)
  | { readonly type: 'camera'; readonly camera: Camera }
  | { readonly type: 'hover'; readonly at: Point | null }
  | { readonly type: 'select'; readonly reference: Reference | null }
  | { readonly type: 'pause'; readonly paused: boolean }
  | { readonly type: 'retry' }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question };

/** What is looked at. `cluster` '' = the overview. */
export interface Opened {
  readonly cluster: string;
  readonly view: ViewName;
  readonly options: Readonly<Record<string, string>>;
}

export interface Appearance {
  readonly theme: 'dark' | 'light';
  readonly colourBy: ColourBy;
  readonly reducedMotion: boolean;
  readonly namespaces: readonly string[] | null;
}

export interface FontSource {
  readonly family: string;
  readonly url: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Questions with exactly one answer each, see {@link Answers}. */
export type Question =
  | { readonly type: 'pick'; readonly at: Point }
  | { readonly type: 'locate'; readonly reference: Reference }
  | { readonly type: 'neighbour'; readonly from: Reference | null; readonly direction: Direction }
  | {
      readonly type: 'problem';
      readonly from: Reference | null;
      readonly step: 1 | -1;
      readonly mark: ProblemMark | null;
    }
  | { readonly type: 'search'; readonly text: string }
  | {
      readonly type: 'outline';
      readonly closed: readonly string[];
      readonly opened: readonly string[];
      readonly from: number;
      readonly to: number;
    }
  | { readonly type: 'anchor'; readonly camera: Camera; readonly size: Size }
  | { readonly type: 'positions' }
  | { readonly type: 'hash' }
  | { readonly type: 'perf' }
  | { readonly type: 'settled' };

export type Direction = 'left' | 'right' | 'up' | 'down';

export interface Answers {
  readonly pick: Spot | null;
  readonly locate: Spot | null;
  readonly neighbour: Spot | null;
  readonly problem: Spot | null;
  readonly search: SearchAnswer;
  readonly outline: OutlineWindow;
  readonly anchor: { readonly reference: Reference; readonly place: Rect } | null;
  readonly positions: readonly (readonly [string, Rect])[];
  readonly hash: string;
  readonly perf: readonly number[];
  readonly settled: null;
}
export type Answer<Q extends Question = Question> = Answers[Q['type']];

/** A thing on (or off) the map. `place` null: this map does not show it. */
export interface Spot {
  readonly reference: Reference;
  readonly place: Rect | null;
  /** For people and screen readers: "Pod nginx2, 10.244.2.81, Running, node worker2". */
  readonly label: string;
  /** Options that pressing it changes (see MapView.press); null: pressing selects it. */
  readonly press: Readonly<Record<string, string>> | null;
  /** The namespace that contains it, '' when none: the route map opens its band first. */
  readonly namespace: string;
}

/** What the engine says to a page. */
export type FromEngine =
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'status'; readonly now: number; readonly clusters: readonly ClusterStatus[] }
  | { readonly type: 'freshness'; readonly now: number; readonly provenAt: Readonly<Record<string, number | null>> }
  | { readonly type: 'loading'; readonly cluster: string; readonly bytes: number; readonly totalBytes: number | null }
  | { readonly type: 'scene'; readonly scene: Scene }
  | { readonly type: 'detail'; readonly detail: Detail }
  | { readonly type: 'hovered'; readonly tip: Tip | null }
  | { readonly type: 'panel'; readonly panel: Panel | null }
  | { readonly type: 'waiting'; readonly count: number }
  | { readonly type: 'changed'; readonly pods: number; readonly failing: number; readonly at: string }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'unknown-cluster'; readonly cluster: string }
  | { readonly type: 'broken'; readonly message: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer };

/** The line to the server. `offline`: tried and failed, next attempt at `retryAt`; `since` = last word from the server. */
export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'online'; readonly build: string }
  | { readonly phase: 'offline'; readonly since: number; readonly retryAt: number; readonly attempt: number }
  | { readonly phase: 'incompatible'; readonly message: string };

/** Everything about the opened view that changes with the data (never with the camera). */
export interface Scene {
  readonly cluster: string;
  readonly view: ViewName;
  readonly cursor: Cursor;
  readonly title: Title;
  readonly legend: readonly LegendItem[];
  readonly bounds: Rect;
  readonly home: Camera;
  readonly zoomRange: readonly [number, number];
  readonly detail: Detail;
  /** The view can draw itself small. */
  readonly minimap: boolean;
  readonly problems: Problems;
  readonly namespaces: readonly string[];
  /** Neither nodes nor pods are known. */
  readonly empty: boolean;
}

export type ProblemMark = 'node' | 'bad' | 'pending';
export type Problems = Readonly<Record<ProblemMark, number>>;

export type PodMark = 'ok' | 'pending' | 'bad' | 'unknown' | 'leaving' | 'done';
/** The small sign in front of a name. */
export type Mark =
  PodMark | 'node' | 'node-not-ready' | 'service' | 'entry' | 'namespace' | 'range' | 'free' | 'policy' | 'other';

export interface Tip {
  readonly title: string;
  readonly mark: Mark;
  readonly state: string;
  readonly lines: readonly string[];
}

/** A link to another thing: its sign, its name, a word about it. */
export interface PanelLink {
  readonly reference: Reference;
  readonly mark: Mark;
  readonly text: string;
  readonly note: string;
}

export interface PanelField {
  /** Message key under `field.`; one without a message is shown as it stands. */
  readonly key: string;
  /** One text a line; [] = the object says nothing. */
  readonly values: readonly string[];
  readonly links: readonly PanelLink[];
  readonly evidence: Evidence;
  /** Object and field it was read from, or the rule by which it was inferred. */
  readonly source: string;
}

/** The side panel of one selection, ready to be drawn. `gone`: the cluster has no such thing (any more). */
export interface Panel {
  readonly reference: Reference;
  readonly mark: Mark;
  readonly kind: string;
  readonly state: string;
  readonly namespace: string;
  readonly name: string;
  readonly gone: boolean;
  readonly anatomy: AddressExplanation['anatomy'];
  readonly otherAddresses: readonly string[];
  /** The few that answer the question. */
  readonly fields: readonly PanelField[];
  /** Every field of the record, in its order. */
  readonly record: readonly PanelField[];
  readonly why: AddressExplanation['why'];
  readonly routes: AddressExplanation['routes'];
  readonly proofs: readonly PanelProof[];
  readonly relations: readonly PanelRelation[];
}

/** A command for the reader's own terminal and what it prints. */
export interface PanelProof {
  readonly command: string;
  readonly output: string;
  readonly evidence: Evidence;
}

/** Things that belong to the selection. `key` is a message under `relation.`; `links` are the first of `total`. */
export interface PanelRelation {
  readonly key: string;
  readonly total: number;
  readonly links: readonly PanelLink[];
}

export interface SearchHit {
  readonly reference: Reference;
  readonly mark: Mark;
  /** `namespace/` in front, muted. */
  readonly lead: string;
  readonly name: string;
  readonly mono: boolean;
  readonly note: string;
}

/** `kind` says what the text was taken for; `owner` is set when an address has no holder. */
export interface SearchAnswer {
  readonly kind: 'empty' | 'name' | 'address' | 'range';
  readonly hits: readonly SearchHit[];
  readonly places: readonly SearchHit[];
  readonly total: number;
  readonly nobody: { readonly address: string; readonly block: string; readonly node: string } | null;
  readonly command: string;
  readonly ms: number;
}

export interface OutlineRow {
  readonly id: string;
  readonly level: number;
  /** Index of the row above it in the tree, -1 at the top. */
  readonly parent: number;
  readonly position: number;
  readonly siblings: number;
  /** null: a leaf. */
  readonly expanded: boolean | null;
  readonly reference: Reference;
  readonly mark: Mark;
  readonly name: string;
  /** One text per column after the name. */
  readonly cells: readonly string[];
}

export interface OutlineWindow {
  readonly total: number;
  readonly from: number;
  readonly columns: readonly string[];
  readonly rows: readonly OutlineRow[];
}
