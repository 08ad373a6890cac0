import type { AddressPlan, Block, Known, PlanNode } from './plan.js';

/** What `ip route get ADDRESS` says on a node, and how we know. `line` null: nothing tells; `source` says why. */
export interface RouteAnswer extends Known {
  readonly from: string;
  readonly command: string;
  readonly line: string | null;
}

/** The route from a node to a pod's address in a block. */
export function routeBetween(plan: AddressPlan, from: PlanNode, block: Block, address: string): RouteAnswer {
  const to = plan.nodes[plan.nodeAt.get(block.node) ?? -1];
  const base = { from: from.name, command: `ip route get ${address}` };
  if (!to) return { ...base, ...unknown('no object says which node owns the block') };
  const answer = to === from ? onNode(plan, from, address) : acrossNodes(plan, from, to, address);
  return { ...base, ...answer };
}

type Answer = Known & { readonly line: string | null };

function onNode(plan: AddressPlan, node: PlanNode, address: string): Answer {
  const { bridge } = node;
  if (bridge?.address && plan.overlay.cni === 'flannel') {
    return inferred(
      `${address} dev ${bridge.name} src ${bridge.address}`,
      'rule: the node subnet is attached to the bridge',
    );
  }
  if (plan.overlay.cni === 'calico') {
    return inferred(
      `${address} dev cali… src ${eth0(node)}`,
      'rule: Calico routes each local pod to its own interface, named cali and a hash',
    );
  }
  return unknown(`the network plugin (${plan.overlay.cni}) leaves no sign of its local routes`);
}

function acrossNodes(plan: AddressPlan, from: PlanNode, to: PlanNode, address: string): Answer {
  const { cni, type } = plan.overlay;
  if (cni === 'flannel') return flannel(type, from, to, address);
  if (cni === 'calico') return calico(plan, from, to, address);
  return unknown(`the network plugin (${cni}) leaves no sign of its routes on the nodes`);
}

function flannel(type: AddressPlan['overlay']['type'], from: PlanNode, to: PlanNode, address: string): Answer {
  if (type === 'host-gw')
    return viaNode(from, to, address, 'rule: flannel host-gw routes each node subnet to its node');
  const own = from.tunnel;
  const far = to.tunnel;
  if (!own?.address || !far?.address) return unknown('a node names no subnet or no flannel backend');
  if (type === 'vxlan') {
    const line = `${address} via ${far.address} dev ${own.name} src ${own.address}`;
    return inferred(line, "rule: flannel routes each node subnet to its .0, the far node's tunnel end");
  }
  if (type === 'wireguard')
    return inferred(
      `${address} dev ${own.name} src ${own.address}`,
      'rule: flannel sends all other node subnets into its WireGuard device',
    );
  if (type === 'ipip')
    return inferred(
      `${address} via ${eth0(to)} dev ${own.name} src ${own.address}`,
      'rule: flannel routes each node subnet to its node through the IP-in-IP device',
    );
  return unknown(`flannel backend ${type} is not known here`);
}

function calico(plan: AddressPlan, from: PlanNode, to: PlanNode, address: string): Answer {
  const { type, source } = plan.overlay;
  if (type === 'vxlan' && from.tunnel?.address && to.tunnel?.address) {
    const line = `${address} via ${to.tunnel.address} dev ${from.tunnel.name} src ${from.tunnel.address}`;
    return inferred(line, `${source}; rule: Calico routes each block to its owner's tunnel address`);
  }
  if (type === 'ipip' && from.tunnel?.address) {
    return inferred(
      `${address} via ${eth0(to)} dev ${from.tunnel.name} src ${from.tunnel.address}`,
      `${source}; rule: Calico routes each block to its owner through tunl0`,
    );
  }
  if (type === 'none')
    return viaNode(from, to, address, `${source}; rule: Calico's BGP routes each block to its owner`);
  return unknown('the nodes name no tunnel address, and nothing says that there is no tunnel');
}

function viaNode(from: PlanNode, to: PlanNode, address: string, source: string): Answer {
  if (eth0(from) === '' || eth0(to) === '') return unknown('a node has no InternalIP');
  return inferred(`${address} via ${eth0(to)} dev eth0 src ${eth0(from)}`, source);
}

function eth0(node: PlanNode): string {
  return node.addresses[0] ?? '';
}

function inferred(line: string, source: string): Answer {
  return { line, evidence: 'inferred', source };
}

function unknown(source: string): Answer {
  return { line: null, evidence: 'unknown', source };
}
