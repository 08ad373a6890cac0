import { subnetWorld, type SubnetWorld } from '@netkaart/layout';
import { addressPlan, updatePlan, type AddressPlan, type Place, type PlanNode } from '@netkaart/network';
import { prefixSize, type Topology } from '@netkaart/topology';
import type { Rect, Target, ViewInput } from '../view';
import { Categories } from './categories';
import { serviceFacts, type ServiceFact } from './service-facts';
import { Tallies } from './tally';
import { Tracker } from './tracker';
import { WORDS, type Words } from './words';

/** Everything a drawing reads: the plan, its geometry, and what is derived from both. */
export interface Scene {
  readonly topology: Topology;
  readonly plan: AddressPlan;
  readonly world: SubnetWorld;
  readonly tallies: Tallies;
  readonly categories: Categories;
  readonly services: readonly ServiceFact[];
  readonly words: Words;
  /** Addresses in the first Service range; 0 when there is none. */
  readonly rangeSize: number;
  /** Where flags were drawn in the last frame, in world units. */
  readonly hits: (Rect & { readonly target: Target })[];
}

/** Keeps the scene up to date with what it is given, touching only what changed. */
export class SceneKeeper {
  private readonly tracker = new Tracker();
  private readonly tallies = new Tallies();
  private readonly categories = new Categories();
  private places: readonly Place[] = [];
  current: Scene | null = null;

  update(input: ViewInput): void {
    const before = this.current;
    const changes = this.tracker.look(input.topology);
    const plan = before && changes ? updatePlan(before.plan, input.topology, changes) : addressPlan(input.topology);
    const samePlaces = this.places === input.places;
    const world =
      before && samePlaces && sameStructure(before.plan, plan) ? before.world : subnetWorld(plan, input.places);
    this.places = input.places;
    this.tallies.update(plan);
    this.categories.update(input.topology);
    const words = WORDS[input.options['lang'] === 'nl' ? 'nl' : 'en'];
    const services = serviceFacts(input.topology, plan, words, before?.services ?? null);
    this.current = {
      topology: input.topology,
      plan,
      world,
      tallies: this.tallies,
      categories: this.categories,
      services,
      words,
      rangeSize: rangeSizeOf(plan),
      hits: [],
    };
  }
}

function rangeSizeOf(plan: AddressPlan): number {
  const prefix = plan.serviceRanges[0]?.prefix;
  return prefix ? prefixSize(prefix) : 0;
}

/** Whether a world of the one plan serves the other: the same blocks at the same indexes, the same nodes. */
function sameStructure(before: AddressPlan, after: AddressPlan): boolean {
  const slotted = after.blocks.some((block) => block.slotted);
  const waiting = (plan: AddressPlan) => plan.withoutAddress.length + plan.outside.length > 0;
  return (
    !slotted &&
    before.blockAt === after.blockAt &&
    before.services.length > 0 === after.services.length > 0 &&
    waiting(before) === waiting(after)
  );
}

/** The node that owns a block, or null. */
export function ownerOfBlock({ plan }: Scene, block: number): PlanNode | null {
  return plan.nodes[plan.nodeAt.get(plan.blocks[block]?.node ?? '') ?? -1] ?? null;
}
