export { findAssets } from './real-cluster/assets.js';
export type { RealCluster, RealClusterOptions } from './real-cluster/contract.js';
export { startRealCluster } from './real-cluster.js';
