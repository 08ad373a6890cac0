import type { NamespaceRoutes, RouteLink } from '@netkaart/network';
import type { RouteColumns } from './columns.js';

/** What an open band is laid out from. */
export interface BandInput {
  readonly routes: NamespaceRoutes;
  /** Granted links from other namespaces. */
  readonly incoming: readonly RouteLink[];
  readonly columns: RouteColumns;
  readonly y: number;
  /** Whether Services inside only get a row each. */
  readonly unrolled: boolean;
  /** Whether few endpoints are listed by name. */
  readonly roomy: boolean;
  readonly rowsMax: number;
}
