export { breaks, namespaceTroubles, type RouteTrouble, waits } from './routes/breaks.js';
export { type MergedEndpoint, mergeEndpoints } from './routes/endpoint-merge.js';
export { endpointState } from './routes/endpoint-state.js';
export { attach, type Attachment, type AttachmentResult, type Refusal } from './routes/gateway-attachment.js';
export type {
  EndpointCounts,
  EndpointState,
  EntryType,
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
export { type FieldRef } from './routes/field-ref.js';
export { intersectHostnames } from './routes/hostname.js';
export { grantFor } from './routes/reference-grant.js';
export {
  isBreak,
  isOfReadiness,
  isWait,
  type Remark,
  type RemarkCode,
  remarkWords,
  type Severity,
} from './routes/remark.js';
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
export { addressOf, addressPlan } from './addresses/address-plan.js';
export {
  type AddressExplanation,
  type AddressPart,
  explainAddress,
  type Proof,
  type WhyStep,
} from './addresses/explain-address.js';
export { isFinished } from './addresses/finished.js';
export {
  type Arrangement,
  ARRANGEMENT_GROUP,
  arrangementOf,
  ARRANGEMENTS,
  CARD_GROUP,
  COLUMNS_GROUP,
  districtKey,
  districtPrefix,
  ORDER_GROUP,
  PAGE,
  pageKey,
  placeGroup,
  placesNeeded,
  placesOf,
  slotGroup,
  slotKey,
} from './addresses/places.js';
export {
  type AddressPlan,
  type Block,
  type Cni as PlanCni,
  type Device,
  type DuplicateAddress,
  type Group,
  HOST,
  type Known,
  type NodeNetwork,
  OUTSIDE,
  type Overlay,
  type OverlayType,
  type Place,
  type PlanNode,
  type PodCounts,
  type PodRange,
  type Reserved,
  type ReservedRole,
  type ServiceAddress,
  type ServiceRange,
  type Tunnel,
  WITHOUT,
} from './addresses/plan.js';
export { type RouteAnswer, routeBetween } from './addresses/route-between.js';
export { mayNeedPlaces, updatePlan } from './addresses/update-plan.js';
export { type AddressHolder, whoHas } from './addresses/who-has.js';
export { addCounts, NO_ENDPOINTS } from './routes/service-endpoints.js';
export { RecordIndex, type PodClass } from './core/record-index.js';
export {
  createRelations,
  RELATIONS,
  relationsOf,
  type RelatedObject,
  type Relations,
} from './core/relations/relations.js';
export { RELATION_IDS, type Relation, type RelationId } from './core/relations/relation.js';
export { fieldKeys, fieldsOf } from './core/describe/describe.js';
export { isolates, type Direction as PolicyDirection } from './core/isolation.js';
export { objectName, type Field } from './core/describe/field.js';
export { proveIt, type KubectlProof } from './core/describe/prove.js';
