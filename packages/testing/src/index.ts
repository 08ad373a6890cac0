export { findAssets } from './real-cluster/assets.js';
export { startRealCluster, type RealCluster, type RealClusterOptions } from './real-cluster.js';
