import 'server-only';
import { db } from './client.ts';
import type { Prisma } from './generated/client.ts';

export type Transaction = Prisma.TransactionClient;

export const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => db.$transaction(work);
