import type { HoldResult } from '#lib/billing/ledger/hold.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';

type Refusal = Extract<HoldResult, { placed: false }>;

const CAP_NAMES = { total: 'total cap', day: 'daily cap', month: 'monthly cap' } as const;

/** Why the worst case of a request is not covered, in numbers: what it needs, what is there, when that changes. */
export function toPaymentError(refusal: Refusal, worstCase: NanoUsd): AppError {
  const needed = toUsd(worstCase);
  const could = `This request could cost up to $${needed}`;
  if (refusal.reason === 'insufficient_credit') {
    const available = toUsd(refusal.available);
    return new AppError(
      'insufficient_credit',
      `${could}, and $${available} is available. Add credit, or lower \`max_tokens\`.`,
      { details: { needed_usd: needed, available_usd: available } },
    );
  }
  const { window, cap, used, resetsAt } = refusal;
  const reset = resetsAt ? ` It starts anew at ${resetsAt.toISOString()}.` : '';
  const limit = {
    scope: 'key',
    name: window,
    limit: toUsd(cap),
    used: toUsd(used),
    resets_at: resetsAt?.toISOString() ?? null,
  };
  return new AppError(
    'key_limit_reached',
    `${could}, and of the key's ${CAP_NAMES[window]} of $${limit.limit}, $${limit.used} is spent or held.${reset}`,
    { details: { needed_usd: needed, limit } },
  );
}
