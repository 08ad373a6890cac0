import type { Prisma } from './prisma.js';

/** An interval of impaired observation; `toAt` null while it lasts. Times in ms since 1970. */
export interface StoredGap {
  readonly id: number;
  readonly fromAt: number;
  readonly toAt: number | null;
  readonly reason: string;
}

export class GapRepository {
  constructor(private readonly prisma: Prisma) {}

  /** The gap that is still open, or null. */
  async findOpen(clusterId: number): Promise<StoredGap | null> {
    const row = await this.prisma.gap.findFirst({ where: { clusterId, toAt: null }, orderBy: { id: 'desc' } });
    return row && toGap(row);
  }

  async open(clusterId: number, epoch: number, fromAt: number, reason: string): Promise<number> {
    const row = await this.prisma.gap.create({
      data: { clusterId, epoch: BigInt(epoch), fromAt: BigInt(fromAt), reason },
    });
    return row.id;
  }

  async close(id: number, toAt: number): Promise<void> {
    await this.prisma.gap.update({ where: { id }, data: { toAt: BigInt(toAt) } });
  }

  /** All gaps of a cluster, oldest first. */
  async list(clusterId: number): Promise<StoredGap[]> {
    return (await this.prisma.gap.findMany({ where: { clusterId }, orderBy: { fromAt: 'asc' } })).map(toGap);
  }
}

function toGap(row: { id: number; fromAt: bigint; toAt: bigint | null; reason: string }): StoredGap {
  return {
    id: row.id,
    fromAt: Number(row.fromAt),
    toAt: row.toAt === null ? null : Number(row.toAt),
    reason: row.reason,
  };
}
