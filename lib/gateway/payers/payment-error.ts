import type { HoldResult, ReachedCap } from '#lib/billing/ledger/hold.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { publicUrl } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { SESSION_CAP_HEADER } from '#lib/usage/session.ts';

type Refusal = Extract<HoldResult, { placed: false }>;

const WINDOWS = { total: 'total cap', day: 'daily cap', week: 'weekly cap', month: 'monthly cap' } as const;

/** Explains in numbers why the worst case is not covered: amount needed, amount available, time of the next change. */
export function toPaymentError(refusal: Refusal, worstCase: NanoUsd): AppError {
  const needed = toUsd(worstCase);
  if (refusal.reason === 'cap_reached')
    return capError(`this request could cost up to $${needed}, and `, refusal.caps, { needed_usd: needed });
  if (refusal.debt) return debtError(refusal.debt);
  const there = `It could cost up to $${needed}, and $${toUsd(refusal.available)} is available`;
  return new AppError(
    'insufficient_credit',
    `Your available balance does not cover this request. ${there}. Add credit, or lower \`max_tokens\`.`,
    { details: { needed_usd: needed, available_usd: toUsd(refusal.available) } },
  );
}

/** The same for an empty balance, so that the cost of the request need not be known. */
export function toEmptyError(refusal: Refusal): AppError {
  if (refusal.reason === 'cap_reached') return capError('', refusal.caps, {});
  if (refusal.debt) return debtError(refusal.debt);
  return new AppError('insufficient_credit', 'Your available balance is used up: there is no credit left. Add some.', {
    details: { available_usd: toUsd(refusal.available) },
  });
}

function debtError(debt: NanoUsd): AppError {
  const [owed, url] = [toUsd(debt), `${publicUrl}/billing`];
  const message =
    `Your account owes $${owed}, because a payment was refunded or disputed after its credit was spent. ` +
    `Its keys are frozen until a top-up has paid that: ${url}`;
  return new AppError('insufficient_credit', message, { details: { available_usd: '0', debt_usd: owed, url } });
}

function capError(before: string, caps: readonly [ReachedCap, ...ReachedCap[]], details: object): AppError {
  const [cap] = caps;
  const code = cap.subject === 'key' ? 'key_limit_reached' : 'cap_reached';
  const message = `Quota exceeded: ${before}${caps.map(spentOf).join(' Also, ')} ${ownerOf(cap)}`;
  const [limit, ...others] = caps.map(toLimit);
  return new AppError(code, message, { details: { ...details, limit, ...(others.length > 0 && { others }) } });
}

const toLimit = ({ subject, subjectId, name, window, cap, used, resetsAt, budgetId }: ReachedCap) => ({
  scope: subject,
  name: window,
  limit: toUsd(cap),
  used: toUsd(used),
  resets_at: resetsAt?.toISOString() ?? null,
  id: budgetId,
  owner: { id: subjectId, name },
  url: pageOf({ subject, subjectId, budgetId }),
});

/** The page that shows the cap, and changes it, unless it is a session's. */
const pageOf = ({ subject, subjectId, budgetId }: Pick<ReachedCap, 'subject' | 'subjectId' | 'budgetId'>): string =>
  subject === 'session'
    ? `${publicUrl}/logs?session=${encodeURIComponent(subjectId)}`
    : `${publicUrl}/billing/limits#${budgetId}`;

function spentOf({ subject, window, cap, used, resetsAt }: ReachedCap): string {
  const reset = resetsAt ? ` It starts anew at ${resetsAt.toISOString()}.` : '';
  return `of the ${subject}'s ${WINDOWS[window]} of $${toUsd(cap)}, $${toUsd(used)} is spent or held.${reset}`;
}

function ownerOf(cap: ReachedCap): string {
  const { subject, subjectId, name } = cap;
  if (subject === 'session')
    return `The cap is that of the session ${subjectId}, as a request set it with \`${SESSION_CAP_HEADER}\`; its requests are at ${pageOf(cap)}`;
  return `The cap belongs to the ${subject} ${name || subjectId}; it is changed at ${pageOf(cap)}`;
}
