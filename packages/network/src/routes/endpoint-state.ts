import type { NodeRecord, PodRecord } from '@netkaart/topology';
import { isSilent, podStateOnReadyNode } from '../core/states.js';
import type { MergedEndpoint } from './endpoint-merge.js';
import type { EndpointState } from './graph.js';

/**
 * What an endpoint's mark says. A node that is not ready outweighs all: what runs there is not known. Then a failing pod
 * (as on the subnet map), then the endpoint's own conditions. A node or pod that is not known (null) says nothing.
 */
export function endpointState(
  endpoint: Pick<MergedEndpoint, 'ready' | 'serving' | 'terminating'>,
  pod: PodRecord | null,
  node: NodeRecord | null,
): EndpointState {
  if (node && isSilent(node)) return 'nodeNotReady';
  if (pod && podStateOnReadyNode(pod) === 'bad') return 'failing';
  if (endpoint.ready) return 'ready';
  return endpoint.serving && endpoint.terminating ? 'draining' : 'notReady';
}
