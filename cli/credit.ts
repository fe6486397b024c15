import type { Command } from 'commander';
import { getAccountOfEmail } from '#lib/accounts/queries.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { AppError } from '#lib/errors.ts';
import { grantCredit, movementInput, takeCreditBack } from '#lib/operator/credit.ts';
import { addDatabaseCommand } from './command.ts';
import { BY, toCircumstances } from './operator.ts';
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

interface Options {
  email?: string;
  account?: string;
  by?: string;
}

export function addCreditCommands(program: Command): void {
  const credit = program.command('credit').description('prepaid credit');

  addDatabaseCommand(credit, 'grant', grant)
    .description('give an account credit')
    .option('--email <address>', 'whose personal account')
    .option('--account <id>', 'or which account, such as acct_…')
    .requiredOption('--usd <amount>', 'how much, such as 12.50')
    .requiredOption('--reason <text>', 'why, for the books')
    .option(...BY);

  addDatabaseCommand(credit, 'take', take)
    .description('take available credit back')
    .option('--email <address>', 'whose personal account')
    .option('--account <id>', 'or which account, such as acct_…')
    .requiredOption('--usd <amount>', 'how much, at most what is available')
    .requiredOption('--reason <text>', 'why, for the books')
    .option(...BY);
}

async function grant(options: Options) {
  const movement = await toMovement(options);
  const transactionId = await grantCredit(movement, await toCircumstances(options.by));
  const { accountId, usd, reason } = movement;
  const data = { accountId, transactionId, amountNanoUsd: usd, reason };
  return { data, text: `Granted ${toDollars(usd)} to ${options.email ?? accountId} (${transactionId}).` };
}

async function take(options: Options) {
  const movement = await toMovement(options);
  const transactionId = await takeCreditBack(movement, await toCircumstances(options.by));
  const { accountId, usd, reason } = movement;
  const data = { accountId, transactionId, amountNanoUsd: -usd, reason };
  return { data, text: `Took ${toDollars(usd)} from ${options.email ?? accountId} (${transactionId}).` };
}

async function toMovement({ email, account, ...options }: Options) {
  if ((email === undefined) === (account === undefined))
    throw new AppError('invalid_value', 'Say whose: either --email or --account.', { param: 'account' });
  return parseInput(movementInput, { ...options, accountId: account ?? (await getAccountOfEmail(email ?? '')) });
}
