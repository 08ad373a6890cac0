import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.js';

/** Prisma over the app's own pool, for the tables that are written seldom; the log's hot paths are in sql/. */
export function createPrisma(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}
export type Prisma = PrismaClient;
