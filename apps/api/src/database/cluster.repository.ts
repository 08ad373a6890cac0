import type { Prisma } from './prisma.js';

/** A cluster as the store knows it. Times in ms since 1970. */
export interface StoredCluster {
  readonly id: number;
  readonly slug: string;
  readonly kubeSystemUid: string | null;
  readonly version: string;
  readonly epoch: number;
  readonly headSeq: number;
  readonly provenAt: number | null;
}

export interface ClusterEntry {
  readonly slug: string;
  readonly name: string;
  /** The API server's URL, without credentials. */
  readonly source: string;
  readonly demo: boolean;
}

export class ClusterRepository {
  constructor(private readonly prisma: Prisma) {}

  /** The row of a slug, made with a first epoch when new. `now`: ms since 1970. */
  async register(entry: ClusterEntry, now: number): Promise<StoredCluster> {
    const { slug, name, source, demo } = entry;
    const row = await this.prisma.cluster.upsert({
      where: { slug },
      create: { slug, name, source, demo, epoch: BigInt(firstEpoch(now)), createdAt: BigInt(now) },
      update: { name, source, demo },
    });
    return {
      id: row.id,
      slug: row.slug,
      kubeSystemUid: row.kubeSystemUid,
      version: row.version,
      epoch: Number(row.epoch),
      headSeq: Number(row.headSeq),
      provenAt: row.provenAt === null ? null : Number(row.provenAt),
    };
  }

  /** Stores who the cluster is; only for a log that has no identity yet or the same. */
  async identify(id: number, identity: { readonly uid: string; readonly version: string }): Promise<void> {
    await this.prisma.cluster.update({
      where: { id },
      data: { kubeSystemUid: identity.uid, version: identity.version },
    });
  }
}

/** Epochs are seconds since 1970, so that a log begun anew in a new database never looks like the old one's continuation. */
export function firstEpoch(now: number): number {
  return Math.floor(now / 1000);
}

/** The epoch after `epoch`: later than it, and than any other log's that was begun before `now`. */
export function nextEpoch(epoch: number, now: number): number {
  return Math.max(epoch + 1, firstEpoch(now));
}
