export { cursorSchema, formatCursor, parseCursor, type Cursor } from './cursor.js';
export { changeSchema, kindSchema } from './changes.js';
export {
  clusterPhaseSchema,
  clusterSchema,
  countsSchema,
  kindStateSchema,
  rangeSchema,
  thumbnailSchema,
  type AddressRange,
  type ClusterCounts,
  type ClusterPhase,
  type ClusterStatus,
  type KindState,
  type Thumbnail,
} from './clusters.js';
export {
  activitySchema,
  changesSchema,
  clustersSchema,
  COLUMNS_TYPE,
  CURSOR_HEADER,
  errorSchema,
  healthSchema,
  objectSchema,
  placeSchema,
  placesSchema,
  type Activity,
  type ErrorBody,
  type Place,
} from './rest.js';
export {
  clientMessageSchema,
  PROTOCOL,
  serverMessageSchema,
  type ClientMessage,
  type ServerMessage,
} from './socket.js';
