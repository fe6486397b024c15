import 'server-only';
import { db } from '#lib/db/client.ts';

/** The names of an account's keys by id, those of revoked keys too: receipts outlive keys. */
export async function keyNames(accountId: string): Promise<Map<string, string>> {
  const keys = await db.apiKey.findMany({ where: { accountId }, select: { id: true, name: true } });
  return new Map(keys.map(({ id, name }) => [id, name]));
}

/** Whether the account ever had a key. */
export async function hasHadKey(accountId: string): Promise<boolean> {
  return (await db.apiKey.findFirst({ where: { accountId }, select: { id: true } })) !== null;
}
