import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';
import { pool } from './pool.ts';

let shared: PrismaClient | undefined;

/** The Prisma client over the process's pool, opened at first use. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => {
    shared ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
    return Reflect.get(shared, property, shared);
  },
});
