import type { Command } from 'commander';
import { z } from 'zod';
import { nanoUsd } from '#lib/billing/money.ts';
import { reasonInput } from '#lib/operator/credit.ts';
import { findAccounts, type OperatorAccount } from '#lib/operator/find-accounts.ts';
import { setSuspended } from '#lib/operator/suspend.ts';
import { addDatabaseCommand, type Report } from './command.ts';
import { BY, toCircumstances } from './operator.ts';
import { parseInput, toDollars, toTable } from './terminal.ts';

export function addAccountCommands(program: Command): void {
  const account = program.command('account').description('customers');

  addDatabaseCommand<{ for: string }>(account, 'find', find)
    .description('find accounts by address, id, end of a key, request, or an id of Stripe')
    .requiredOption('--for <text>', 'such as ada@example.com, req_…, pi_… or the last characters of a key');

  for (const [name, isSuspended] of [
    ['suspend', true],
    ['resume', false],
  ] as const) {
    addDatabaseCommand(account, name, (options) => change(options, isSuspended))
      .description(isSuspended ? 'refuse its keys, sessions and top-ups' : 'accept them again')
      .requiredOption('--account <id>', 'which, such as acct_…')
      .requiredOption('--reason <text>', 'why, for its audit log')
      .option(...BY);
  }
}

async function find({ for: query }: { for: string }): Promise<Report> {
  const accounts = await findAccounts(query);
  const head = ['ACCOUNT', 'OWNER', 'AVAILABLE', 'HELD', 'DEBT', 'CAPS', 'KEYS', 'STATE'];
  const text = accounts.length === 0 ? 'No account was found.' : toTable(head, accounts.map(toRow));
  return { data: accounts, text, isProblem: accounts.length === 0 };
}

function toRow({ id, memberships, balance, budgets, suspendedAt, _count }: OperatorAccount): string[] {
  const owner = memberships.find(({ role }) => role === 'owner')?.user.email ?? '–';
  const money = [balance?.available, balance?.held, balance?.debt].map((amount) => toDollars(nanoUsd(amount ?? 0n)));
  const state = suspendedAt ? 'suspended' : 'open';
  return [id, owner, ...money, budgets.length.toString(), _count.keys.toString(), state];
}

const input = z.object({ account: z.string(), reason: reasonInput, by: z.string().optional() });

async function change(options: unknown, isSuspended: boolean): Promise<Report> {
  const { account: accountId, reason, by } = parseInput(input, options);
  const isChanged = await setSuspended({ accountId, isSuspended, reason }, await toCircumstances(by));
  const state = isSuspended ? 'suspended' : 'open';
  const text = isChanged ? `${accountId} is ${state} now.` : `Nothing to do: ${accountId} is ${state}.`;
  return { data: { accountId, isSuspended, isChanged }, text };
}
