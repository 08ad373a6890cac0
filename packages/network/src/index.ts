export { breaks, namespaceTroubles, type RouteTrouble, waits } from './routes/breaks.js';
export { type MergedEndpoint, mergeEndpoints } from './routes/endpoint-merge.js';
export { endpointState } from './routes/endpoint-state.js';
export { attach, type Attachment, type AttachmentResult, type Refusal } from './routes/gateway-attachment.js';
export type {
  EndpointCounts,
  EndpointState,
  EntryType,
  FieldRef,
  NamespaceRoutes,
  PortFact,
  RouteEndpoint,
  RouteEntry,
  RouteGraph,
  RouteLink,
  RouteNode,
  RouteRule,
  RouteService,
  RuleKind,
  ServiceRef,
} from './routes/graph.js';
export { intersectHostnames } from './routes/hostname.js';
export { grantFor } from './routes/reference-grant.js';
export { isBreak, isWait, type Remark, type RemarkCode, remarkWords, type Severity } from './routes/remark.js';
export { routeGraph, updateRoutes } from './routes/route-graph.js';
export { type Evidence } from './core/evidence.js';
export {
  dependsOnNode,
  isFailure,
  isSilent,
  nodeState,
  POD_STATES,
  podState,
  podStateOnReadyNode,
  worst,
  type NodeState,
  type PodState,
} from './core/states.js';
export { ownerOf, type Owner } from './core/owner.js';
export { matchesLabels, matchesSelector, selectsEverything } from './core/selector.js';
export { detectCni, type Cni, type CniName, type Enforcement } from './core/cni.js';
export { createSummary, summarise, type ClusterSummary, type Counts, type Summary } from './core/summary.js';
export { occupancyStep, thumbnail, type ThumbnailBlock } from './core/thumbnail.js';
