import type { Command } from 'commander';
import { getAccountOfEmail } from '#lib/accounts/queries.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { addDatabaseCommand } from './command.ts';
import { toDollars } from './output.ts';

export function addBalanceCommand(program: Command): void {
  addDatabaseCommand<{ email: string }>(program, 'balance', async ({ email }) => {
    const accountId = await getAccountOfEmail(email);
    const { available, held, debt } = await getBalance(accountId);
    const more = [held > 0n && `${toDollars(held)} held for running requests`, debt > 0n && `${toDollars(debt)} owed`];
    const text = [`${toDollars(available)} available`, ...more].filter(Boolean).join(', ');
    return { data: { accountId, availableNanoUsd: available, heldNanoUsd: held, debtNanoUsd: debt }, text };
  })
    .description('show what an account may spend')
    .requiredOption('--email <address>', 'whose personal account');
}
