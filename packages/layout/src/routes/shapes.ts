import type { EndpointCounts, Remark, RouteEndpoint, RouteEntry, RouteRule, RouteService } from '@netkaart/network';
import type { Box } from './box.js';
import type { RouteColumns } from './columns.js';
import type { Strip } from './strip.js';

export interface EntryPlate extends Box {
  readonly entry: RouteEntry;
}
export interface RulePlate extends Box {
  readonly rule: RouteRule;
}
export interface ServicePlate extends Box {
  readonly service: RouteService;
  /** Centre of the row's 36-px head, where links and strip meet. */
  readonly midY: number;
}

/** Links: how they are drawn. local: double line · waiting: dashed amber · broken: dashed red with a ×. */
export type LinkStyle = 'plain' | 'local' | 'waiting' | 'broken';
export type LinkSpan = 'bus-entry' | 'entry-rule' | 'rule-service' | 'entry-service' | 'service-strip';

export interface LinkShape {
  readonly span: LinkSpan;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Ribbon width in px: 1.8 times the root of the usable endpoints behind it. */
  readonly width: number;
  readonly style: LinkStyle;
  /** What breaks the line as words; null: a plain line. */
  readonly remark: Remark | null;
  /** Share of the rule's requests, 0–1; null where it takes all or weights do not apply. */
  readonly share: number | null;
  /** The things it connects: entry and rule ids, `namespace/name` of the Service. */
  readonly ends: readonly string[];
}

/** Endpoint strip of a Service, or of a roll-up row. */
export interface StripShape {
  readonly strip: Strip;
  readonly service: RouteService | null;
  readonly endpoints: readonly RouteEndpoint[];
}

/** Words at the right end of a row, or in the Service column: why it breaks, or where it leads. */
export interface RowWords {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Heading and sentence in one line, not two. */
  readonly oneLine: boolean;
  /** Worst first; at least one. */
  readonly remarks: readonly Remark[];
  /** Of the Service, where it is the one that breaks: "0 of 6 usable". */
  readonly service: RouteService | null;
  /** The row's things: entry and rule ids, `namespace/name` of the Service. */
  readonly ends: readonly string[];
}

/** A plain line of text. */
export interface RowLabel {
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'right';
  readonly kind: 'incoming' | 'outgoing' | 'external';
  /** For incoming: the rule; external: the name. */
  readonly text: string;
  /** For outgoing: what says where to. */
  readonly remark: Remark | null;
}

/** "3 Services inside only": what is rolled up in one row. */
export interface RollUp extends Box {
  readonly services: readonly RouteService[];
}
/** "n more": what the cap of rows keeps back. */
export interface MoreRow extends Box {
  readonly rows: number;
  readonly services: number;
}

export interface BandCounts {
  readonly entries: number;
  readonly rules: number;
  readonly services: number;
  /** Broken and waiting things (Services, hosts, rules). */
  readonly broken: number;
  readonly waiting: number;
  readonly endpoints: EndpointCounts;
}

/** The content of an open band. */
export interface BandContent {
  readonly entries: readonly EntryPlate[];
  readonly rules: readonly RulePlate[];
  readonly services: readonly ServicePlate[];
  readonly links: readonly LinkShape[];
  readonly strips: readonly StripShape[];
  readonly words: readonly RowWords[];
  readonly labels: readonly RowLabel[];
  readonly rollUp: RollUp | null;
  readonly more: MoreRow | null;
}

export interface Band extends Box {
  readonly namespace: string;
  readonly open: boolean;
  readonly counts: BandCounts;
  /** null while closed. */
  readonly content: BandContent | null;
}

/** A link that leaves its namespace, down or up the gutter. */
export interface CrossingShape {
  readonly x1: number;
  readonly y1: number;
  readonly gutterX: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  readonly style: LinkStyle;
  readonly remark: Remark | null;
  readonly ends: readonly string[];
}

export interface RailStop {
  readonly uid: string;
  readonly name: string;
  readonly label: string;
  readonly zone: string;
  readonly ready: boolean;
  readonly y: number;
}
export interface Rail {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly pitch: number;
  readonly stops: readonly RailStop[];
  /** Index of a node's stop by name. */
  readonly byName: ReadonlyMap<string, number>;
}

/** The route map, laid out: bands by name from top to bottom. */
export interface RouteLayout {
  readonly columns: RouteColumns;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly bands: readonly Band[];
  readonly crossings: readonly CrossingShape[];
  readonly rail: Rail;
}
