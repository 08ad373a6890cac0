/** The collections that make nearly all of a cluster's bytes; each reader of the comparison reads these. */
export const PATHS = ['/api/v1/nodes', '/api/v1/pods', '/api/v1/services', '/apis/discovery.k8s.io/v1/endpointslices'];
