import type { Command } from 'commander';
import { z } from 'zod';
import { getAccountOfEmail } from '#lib/accounts/queries.ts';
import { creditAccount, takeCredit } from '#lib/billing/credit.ts';
import { findUsd, nanoUsd } from '#lib/billing/money.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { newId } from '#lib/id.ts';
import { normaliseAmount, normaliseLine } from '#lib/normalise.ts';
import { addDatabaseCommand } from './command.ts';
import { parseInput, toDollars } from './terminal.ts';

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

const movement = z.object({
  usd: z
    .string()
    .transform((text) => findUsd(normaliseAmount(text)))
    .refine((amount) => amount !== null && amount > 0n, 'expected an amount such as 12.50, above zero.')
    .transform((amount) => amount ?? 0n),
  reason: z
    .string()
    .overwrite(normaliseLine)
    .min(1, 'say why: it stays in the books.')
    .max(500, 'at most 500 characters.'),
});
const grantInput = movement.extend({ email: z.string() });
const takeInput = movement.extend({ account: z.string() });

export function addCreditCommands(program: Command): void {
  const credit = program.command('credit').description('prepaid credit');

  addDatabaseCommand(credit, 'grant', grant)
    .description('give an account credit')
    .requiredOption('--email <address>', 'whose personal account')
    .requiredOption('--usd <amount>', 'how much, such as 12.50')
    .requiredOption('--reason <text>', 'why, for the books');

  addDatabaseCommand(credit, 'take', take)
    .description('take available credit back')
    .requiredOption('--account <id>', 'whose, such as acct_…')
    .requiredOption('--usd <amount>', 'how much, at most what is available')
    .requiredOption('--reason <text>', 'why, for the books');
}

async function grant(options: unknown) {
  const { email, usd, reason } = parseInput(grantInput, options);
  const accountId = await getAccountOfEmail(email);
  const cause = `grant:${newId('transaction')}`;
  const { transactionId } = await creditAccount({
    accountId,
    amount: nanoUsd(usd),
    kind: 'grant',
    cause,
    reason,
    actorId: null,
  });
  const data = { accountId, transactionId, amountNanoUsd: usd, reason };
  return { data, text: `Granted ${toDollars(usd)} to ${email} (${transactionId}).` };
}

async function take(options: unknown) {
  const { account: accountId, usd, reason } = parseInput(takeInput, options);
  const transactionId = await takeCredit({ accountId, amount: nanoUsd(usd), reason, actorId: null });
  const data = { accountId, transactionId, amountNanoUsd: -usd, reason };
  return { data, text: `Took ${toDollars(usd)} from ${accountId} (${transactionId}).` };
}
