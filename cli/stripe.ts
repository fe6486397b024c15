import type { Command } from 'commander';
import { z } from 'zod';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { normaliseLine } from '#lib/normalise.ts';
import type { Difference } from '#lib/stripe/compare.ts';
import { checkStripeBooks } from '#lib/stripe/invariants.ts';
import { pauseNewAccounts, resumeNewAccounts } from '#lib/stripe/pause.ts';
import { operatorQueue } from '#lib/stripe/queries.ts';
import { reconcileStripe } from '#lib/stripe/reconcile.ts';
import { findLocalStripe } from '#server/payments.ts';
import { addDatabaseCommand, type Report } from './command.ts';
import { parseInput, toMinute, toTable } from './terminal.ts';

const reconcileInput = z.object({
  days: z.coerce
    .number('expected a number of days.')
    .int('expected whole days.')
    .min(1, 'at least 1.')
    .max(90, 'at most 90.'),
  fix: z.boolean().default(false),
});

const pauseInput = z.object({
  newAccounts: z.literal(true, 'say what to pause: --new-accounts.'),
  reason: z.string().overwrite(normaliseLine).max(500, 'at most 500 characters.').optional(),
});

const resumeInput = z.object({ newAccounts: z.literal(true, 'say what to resume: --new-accounts.') });

export function addStripeCommands(program: Command): void {
  const stripe = program.command('stripe').description('payments');

  addDatabaseCommand(stripe, 'reconcile', reconcile)
    .description('compare the books with Stripe’s lists; exit code 1 while they differ')
    .option('--days <number>', 'how far back; what can still change is looked at however old it is', '7')
    .option('--fix', 'book what is missing');

  addDatabaseCommand(stripe, 'queue', queue).description(
    'what waits for you: disputes, payments that fit no order, failed refunds, fraud warnings; exit code 1 while something does',
  );

  addDatabaseCommand(stripe, 'pause', pause)
    .description('stop top-ups, as when somebody tries out cards')
    .option('--new-accounts', 'of accounts that have never paid')
    .option('--reason <text>', 'why');

  addDatabaseCommand(stripe, 'resume', resume)
    .description('let them go on')
    .option('--new-accounts', 'of accounts that have never paid');
}

/** All tasks for the operator, the most urgent first. Exit code 1 while there are any. */
async function queue(): Promise<Report> {
  const { unmatched, failedRefunds, disputes, warnings, deliveries } = await operatorQueue();
  const rows = [
    ...disputes.map((one) => [
      `dispute, answer by ${toMinute(one.dueBy)}`,
      one.disputeId,
      toUsdText(one.cents),
      one.reason,
    ]),
    ...unmatched.map((one) => [
      'payment that fits no order',
      one.paymentIntentId,
      toUsdText(one.totalCents),
      one.problem ?? '',
    ]),
    ...failedRefunds.map((one) => ['refund that failed', one.refundId, toUsdText(one.cents), one.paymentIntentId]),
    ...warnings.map((one) => ['fraud warning', one.warningId, '', one.paymentIntentId]),
    ...deliveries.map((one) => [`event not applied, ${one.attempts} attempts`, one.eventId, '', one.error ?? one.type]),
  ];
  const checkedAt = new Date();
  return {
    data: { checkedAt, disputes, unmatched, failedRefunds, warnings, deliveries },
    text:
      rows.length > 0
        ? toTable(['WHAT', 'ID', 'USD', 'MORE'], rows)
        : `Nothing waits. Checked ${toMinute(checkedAt)} UTC.`,
    isProblem: rows.length > 0,
  };
}

const toUsdText = (cents: number): string => (cents / 100).toFixed(2);

async function reconcile(options: unknown): Promise<Report> {
  const { days, fix } = parseInput(reconcileInput, options);
  await takeLocalStripe();
  const { checked, differences, remaining } = await reconcileStripe({ days, fix });
  const books = await checkStripeBooks();
  const isProblem = remaining.length > 0 || books.length > 0;
  return {
    data: { checked, differences, remaining, books },
    text: toText({ checked, differences, remaining, books, fix }),
    isProblem,
  };
}

/** Without keys, connects to the Stripe that `npm start` simulates. */
async function takeLocalStripe(): Promise<void> {
  if (env.STRIPE_SECRET_KEY) return;
  const local = await findLocalStripe(env.DATA_DIR);
  if (!local)
    throw new AppError(
      'billing_unavailable',
      'STRIPE_SECRET_KEY is not set, and no local Stripe runs: there is nothing to compare with.',
    );
  Object.assign(env, local);
}

interface Findings {
  checked: number;
  differences: readonly Difference[];
  remaining: readonly Difference[];
  books: readonly string[];
  fix: boolean;
}

function toText({ checked, differences, remaining, books, fix }: Findings): string {
  const lines = [`Compared ${checked} objects with Stripe: ${differences.length || 'no'} differences.`];
  if (fix && differences.length > 0) lines.push(`Repaired ${differences.length - remaining.length} of them.`);
  if (remaining.length > 0) lines.push(toDifferenceTable(remaining));
  if (remaining.length > 0 && !fix) lines.push('Run it again with --fix to book what is missing.');
  if (books.length > 0) lines.push(`Our payments and the ledger differ: ${books.join(', ')}.`);
  return lines.join('\n');
}

const toDifferenceTable = (differences: readonly Difference[]): string =>
  toTable(
    ['WHAT', 'ID', 'ACCOUNT', 'STRIPE SAYS', 'WE SAY'],
    differences.map(({ kind, id, accountId, stripeSays, weSay }) => [kind, id, accountId ?? '–', stripeSays, weSay]),
  );

async function pause(options: unknown): Promise<Report> {
  const { reason } = parseInput(pauseInput, options);
  await pauseNewAccounts(reason ?? null);
  const text =
    'Top-ups of accounts that have never paid are paused. Resume with `tokenhub stripe resume --new-accounts`.';
  return { data: { paused: 'new_accounts', reason: reason ?? null }, text };
}

async function resume(options: unknown): Promise<Report> {
  parseInput(resumeInput, options);
  const wasPaused = await resumeNewAccounts();
  return {
    data: { resumed: wasPaused ? 'new_accounts' : null },
    text: wasPaused ? 'Top-ups of all accounts go on.' : 'Nothing was paused.',
  };
}
