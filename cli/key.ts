import type { Command } from 'commander';
import { getAccountOfEmail } from '#lib/accounts/queries.ts';
import type { Spend } from '#lib/billing/budgets/key-spend.ts';
import { createKey } from '#lib/keys/create.ts';
import { getAccountOfKey, type KeySummary, listKeys } from '#lib/keys/queries.ts';
import { revokeKey } from '#lib/keys/revoke.ts';
import { createKeyInput } from '#lib/keys/schema.ts';
import { capsOf } from '#lib/keys/settings.ts';
import { withoutBlanks } from '#lib/normalise.ts';
import { addDatabaseCommand } from './command.ts';
import { parseInput, toDollars, toMinute, toTable } from './terminal.ts';

interface CreateOptions {
  email: string;
  name: string;
  test?: boolean;
  capTotal?: string;
  capMonth?: string;
  capDay?: string;
  readsAccountUsage?: boolean;
}

export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('API keys');

  addDatabaseCommand<CreateOptions>(key, 'create', createForEmail)
    .description('create a key and show its secret, this once')
    .requiredOption('--email <address>', 'whose personal account pays')
    .requiredOption('--name <name>', 'what the key is for')
    .option('--test', 'a key for the sandbox, which costs nothing')
    .option('--cap-total <usd>', 'most it may ever spend')
    .option('--cap-month <usd>', 'most it may spend in a month (UTC)')
    .option('--cap-day <usd>', 'most it may spend in a day (UTC)')
    .option('--reads-account-usage', 'it may read the usage of the whole account, not only its own');

  addDatabaseCommand<{ email: string }>(key, 'list', async ({ email }) => {
    const keys = await listKeys(await getAccountOfEmail(email));
    return { data: keys.map(toData), text: keys.length ? toKeyTable(keys) : 'There are no keys yet.' };
  })
    .description('list the keys of an account that were not revoked')
    .requiredOption('--email <address>', 'whose personal account');

  addDatabaseCommand<{ id: string }>(key, 'revoke', async (options) => {
    const id = withoutBlanks(options.id);
    const revoked = await revokeKey(await getAccountOfKey(id), id);
    return { data: toData(revoked), text: `Revoked ${revoked.id} (${revoked.name}, ${revoked.hint}).` };
  })
    .description('end a key for good, within a second')
    .requiredOption('--id <id>', 'the key: key_…');
}

async function createForEmail({ email, test, ...options }: CreateOptions) {
  const { json: _, ...settings } = options as typeof options & { json?: boolean };
  const input = parseInput(createKeyInput, { ...settings, mode: test ? 'test' : 'live' });
  const { key, secret } = await createKey(await getAccountOfEmail(email), input);
  const text = `Created the ${key.mode} key ${key.id} (${key.name}). Its secret is shown this once:\n\n  ${secret}\n`;
  return { data: { ...toData(key), secret }, text };
}

function toData({ spend, budgetId: _, ...key }: KeySummary) {
  const { capTotal, capMonth, capDay } = capsOf(spend);
  return {
    ...key,
    capTotalNanoUsd: capTotal,
    capMonthNanoUsd: capMonth,
    capDayNanoUsd: capDay,
    spentNanoUsd: usedOf(spend),
  };
}

const usedOf = (spend: readonly Spend[]): bigint => spend.find(({ window }) => window === 'total')?.used ?? 0n;

const toKeyTable = (keys: KeySummary[]): string =>
  toTable(
    ['ID', 'NAME', 'KEY', 'SPENT', 'LAST USED (UTC)', 'STATE'],
    keys.map((key) => [
      key.id,
      key.name,
      key.hint,
      toDollars(usedOf(key.spend)),
      toMinute(key.lastUsedAt),
      stateOf(key, new Date()),
    ]),
  );

function stateOf({ disabledAt, expiresAt }: KeySummary, now: Date): string {
  if (expiresAt && expiresAt <= now) return 'expired';
  return disabledAt ? 'disabled' : 'active';
}
