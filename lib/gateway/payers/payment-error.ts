import type { HoldResult } from '#lib/billing/ledger/hold.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';

type Refusal = Extract<HoldResult, { placed: false }>;

const CAP_NAMES = { total: 'total cap', day: 'daily cap', month: 'monthly cap' } as const;

/** Why the worst case of a request is not covered, in numbers: what it needs, what is there, when that changes. */
export function toPaymentError(refusal: Refusal, worstCase: NanoUsd): AppError {
  const needed = toUsd(worstCase);
  const details = { needed_usd: needed, ...detailsOf(refusal) };
  if (refusal.reason === 'key_limit')
    return new AppError(
      'key_limit_reached',
      `Quota exceeded: this request could cost up to $${needed}, and of ${spentOf(refusal)}`,
      { details },
    );
  const there = `It could cost up to $${needed}, and $${toUsd(refusal.available)} is available`;
  return new AppError(
    'insufficient_credit',
    `Your available balance does not cover this request. ${there}. Add credit, or lower \`max_tokens\`.`,
    { details },
  );
}

/** The same where nothing at all is left, so that nobody need know what the request would cost. */
export function toEmptyError(refusal: Refusal): AppError {
  const details = detailsOf(refusal);
  if (refusal.reason === 'key_limit')
    return new AppError('key_limit_reached', `Quota exceeded: of ${spentOf(refusal)}`, { details });
  return new AppError('insufficient_credit', 'Your available balance is used up: there is no credit left. Add some.', {
    details,
  });
}

function detailsOf(refusal: Refusal): Record<string, unknown> {
  if (refusal.reason === 'insufficient_credit') return { available_usd: toUsd(refusal.available) };
  const { window, cap, used, resetsAt } = refusal;
  const resets_at = resetsAt?.toISOString() ?? null;
  return { limit: { scope: 'key', name: window, limit: toUsd(cap), used: toUsd(used), resets_at } };
}

function spentOf({ window, cap, used, resetsAt }: Extract<Refusal, { reason: 'key_limit' }>): string {
  const reset = resetsAt ? ` It starts anew at ${resetsAt.toISOString()}.` : '';
  return `the key's ${CAP_NAMES[window]} of $${toUsd(cap)}, $${toUsd(used)} is spent or held.${reset}`;
}
