/** Something wrong in the demo fleet on purpose, as an attentive reader would put it. */
export interface Mistake {
  /** Stable; the form of finding codes. */
  readonly code: string;
  readonly object: {
    readonly cluster: 'harbour' | 'edge';
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly sentence: string;
}

/** The honest mistakes with which harbour begins. Pods are named by their workload, because their own names follow the seed. */
export const mistakes: readonly Mistake[] = [
  mistake(
    'SVC-NO-MATCH',
    'Service',
    'staging',
    'checkout-v2',
    'checkout-v2 selects app=chekout; its pods are labelled app=checkout.',
  ),
  mistake(
    'SVC-NO-ENDPOINT',
    'Service',
    'staging',
    'promo',
    'promo has no pod: nothing is labelled app=promo any more.',
  ),
  mistake(
    'SVC-PORT-NAME',
    'Service',
    'media',
    'thumbs',
    'thumbs asks for targetPort web; its 6 pods name the port http.',
  ),
  mistake(
    'SVC-ETP-LOCAL',
    'Service',
    'media',
    'stream',
    'stream keeps traffic on the node that gets it, and has pods on 3 of 60 nodes.',
  ),
  mistake(
    'SVC-LB-PENDING',
    'Service',
    'payments',
    'settle',
    'settle waits for an address: no provider has taken it; its NodePort 31877 answers meanwhile.',
  ),
  mistake(
    'NP-UNCOVERED',
    'Service',
    'payments',
    'settle',
    'No policy selects the pods of settle: they are open to all.',
  ),
  mistake(
    'NP-NAMED-PORT',
    'NetworkPolicy',
    'payments',
    'pos-from-nodes',
    'pos-from-nodes opens port https; the canary of pos-api names the same port tls.',
  ),
  mistake(
    'NP-SERVICE-PORT',
    'NetworkPolicy',
    'accounts',
    'profile-in',
    'profile-in opens port 80, the port of the Service; the pods listen on 8080.',
  ),
  mistake(
    'NP-SELECTS-NONE',
    'NetworkPolicy',
    'search',
    'crawler-in',
    'crawler-in selects no pod: nothing is labelled app=crawler.',
  ),
  mistake(
    'NP-PEER-NONE',
    'NetworkPolicy',
    'vault',
    'vault-in',
    'vault-in lets in namespaces labelled team=idnetity; there is none, the label says identity.',
  ),
  mistake('ADDR-FULL', 'Node', '', 'harbour-c-17', 'The block of c-17 is nearly full: 61 of 64 addresses are taken.'),
  mistake(
    'NODE-NOT-READY',
    'Node',
    '',
    'harbour-b-14',
    'b-14 is not ready: its kubelet stopped posting node status; 18 pods are in an unknown state.',
  ),
  mistake('POD-CRASH-LOOP', 'Deployment', 'staging', 'checkout', 'Two pods of checkout crash again and again.'),
  mistake('POD-IMAGE-PULL', 'Deployment', 'search', 'query', 'A pod of query cannot pull its image.'),
  mistake('POD-UNSCHEDULABLE', 'Deployment', 'ml-serving', 'trainer', 'No node has the room for trainer.'),
  mistake(
    'GW-NO-GRANT',
    'HTTPRoute',
    'staging',
    'preview',
    'preview leads to payments/pay-api; no ReferenceGrant lets staging do so.',
  ),
  mistake(
    'ING-NO-PORT',
    'Ingress',
    'staging',
    'staging',
    'The path /render leads to port 8081 of render; that Service has port 80 only.',
  ),
  {
    code: 'ADDR-OVERLAP',
    object: { cluster: 'edge', kind: 'Node', namespace: '', name: 'edge-1' },
    sentence: 'edge and harbour use the same pod addresses: 10.60.0.0 to 10.60.63.255.',
  },
];

function mistake(code: string, kind: string, namespace: string, name: string, sentence: string): Mistake {
  return { code, object: { cluster: 'harbour', kind, namespace, name }, sentence };
}
