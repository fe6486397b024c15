import 'server-only';
import { listKeySpend, type Spend } from '#lib/billing/budgets/key-spend.ts';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';

/** A key's columns as its owner sees them, without the hash. */
export const keyColumns = {
  id: true,
  name: true,
  mode: true,
  hint: true,
  models: true,
  allowedIps: true,
  requestsPerMinute: true,
  tokensPerMinute: true,
  concurrency: true,
  acceptsSuccessors: true,
  readsAccountUsage: true,
  retention: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  rotatedToId: true,
  budgetId: true,
} satisfies Prisma.ApiKeySelect;

export type KeyColumns = Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>;

/** A key as its owner sees it, with its spend and cap in each window, from the longest to the shortest. */
export interface KeySummary extends KeyColumns {
  spend: Spend[];
}

const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.ApiKeyOrderByWithRelationInput[];

/** The account's keys that are not revoked, newest first. */
export const listKeys = (accountId: string): Promise<KeySummary[]> => listWithSpend({ accountId, revokedAt: null });

/** The account's keys including revoked ones, newest first. */
export const listAllKeys = (accountId: string): Promise<KeySummary[]> => listWithSpend({ accountId });

async function listWithSpend(where: { accountId: string; revokedAt?: null }): Promise<KeySummary[]> {
  const [keys, spend] = await Promise.all([
    db.apiKey.findMany({ where, select: keyColumns, orderBy: newestFirst }),
    listKeySpend(where.accountId),
  ]);
  return keys.map((key) => ({ ...key, spend: spend.get(key.budgetId) ?? [] }));
}

/** The columns that identify a key to its owner. The hint is the secret's end, never the secret. */
export type KeyName = Pick<KeySummary, 'id' | 'name' | 'hint'>;

const working = (accountId: string, now: Date) =>
  ({
    where: {
      accountId,
      revokedAt: null,
      disabledAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    orderBy: [{ lastUsedAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }, { id: 'desc' }],
  }) satisfies Prisma.ApiKeyFindManyArgs;

/** Keys valid at `now`, last used first. */
export const listWorkingKeys = (accountId: string, now: Date, { limit }: { limit: number }): Promise<KeyName[]> =>
  db.apiKey.findMany({ ...working(accountId, now), select: { id: true, name: true, hint: true }, take: limit });

/** The same keys, with the models each of them may call. */
export const listCallableKeys = (
  accountId: string,
  now: Date,
  { limit }: { limit: number },
): Promise<(KeyName & Pick<KeySummary, 'mode' | 'models'>)[]> =>
  db.apiKey.findMany({
    ...working(accountId, now),
    select: { id: true, name: true, hint: true, mode: true, models: true },
    take: limit,
  });

export async function findKey(accountId: string, id: string): Promise<KeySummary | null> {
  const [key, spend] = await Promise.all([
    db.apiKey.findFirst({ where: { id, accountId }, select: keyColumns }),
    listKeySpend(accountId, id),
  ]);
  return key && { ...key, spend: spend.get(key.budgetId) ?? [] };
}

/** @throws not_found, also when the key is another account's */
export async function getKey(accountId: string, id: string): Promise<KeySummary> {
  const key = await findKey(accountId, id);
  if (!key) throw keyNotFound();
  return key;
}

/**
 * The keys whose usage the key may read, or null when it may read all usage of its account. The keys it replaced are
 * included, because they share its budgets.
 */
export async function readableKeys(accountId: string, id: string): Promise<string[] | null> {
  const key = await db.apiKey.findFirst({
    where: { id, accountId },
    select: { readsAccountUsage: true, budgetId: true },
  });
  if (!key) throw keyNotFound();
  if (key.readsAccountUsage) return null;
  const chain = await db.apiKey.findMany({ where: { accountId, budgetId: key.budgetId }, select: { id: true } });
  return chain.map((own) => own.id);
}

/** For the operator, who names a key by its id alone. @throws not_found */
export async function getAccountOfKey(id: string): Promise<string> {
  const key = await db.apiKey.findUnique({ where: { id }, select: { accountId: true } });
  if (!key) throw keyNotFound();
  return key.accountId;
}

export const keyNotFound = (): AppError => new AppError('not_found', 'There is no such key.');

/** The names of an account's keys by id, including revoked keys: receipts outlive keys. */
export async function keyNames(accountId: string): Promise<Map<string, string>> {
  const keys = await db.apiKey.findMany({ where: { accountId }, select: { id: true, name: true } });
  return new Map(keys.map(({ id, name }) => [id, name]));
}

export async function hasHadKey(accountId: string): Promise<boolean> {
  return (await db.apiKey.findFirst({ where: { accountId }, select: { id: true } })) !== null;
}
