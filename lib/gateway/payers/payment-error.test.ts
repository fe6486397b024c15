import { expect, it } from 'vitest';
import type { ReachedCap } from '#lib/billing/ledger/hold.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { toEmptyError, toPaymentError } from './payment-error.ts';

const needed = nanoUsd(15_360_000n);

it('states the needed and the available amount exactly', () => {
  const error = toPaymentError({ placed: false, reason: 'insufficient_credit', available: nanoUsd(1n) }, needed);
  expect(error).toMatchObject({
    code: 'insufficient_credit',
    status: 402,
    message: expect.stringMatching(/\$0\.01536, and \$0\.000000001 is available\. .*max_tokens/),
    options: { details: { needed_usd: '0.01536', available_usd: '0.000000001' } },
  });
});

const resetsAt = new Date('2026-12-01T00:00:00Z');

it.each([
  ['total', null, 'total cap', false],
  ['day', resetsAt, 'daily cap', true],
  ['week', resetsAt, 'weekly cap', true],
  ['month', resetsAt, 'monthly cap', true],
] as const)(
  'says of the %s cap what is used of it, when it starts anew, whose it is, and where it is changed',
  (window, resets, words, hasReset) => {
    const error = toPaymentError(
      { placed: false, reason: 'cap_reached', caps: [capOf({ window, resetsAt: resets })] },
      needed,
    );
    expect(error).toMatchObject({
      code: 'key_limit_reached',
      status: 402,
      message: expect.stringContaining(`of the key's ${words} of $5, $4.99`),
    });
    expect(error.message).toMatch(/The cap belongs to the key CI; it is changed at http.+\/billing\/limits#bud_1$/);
    expect(error.message.includes('2026-12-01')).toBe(hasReset);
    const resets_at = hasReset ? '2026-12-01T00:00:00.000Z' : null;
    expect(error.options.details).toEqual({
      needed_usd: '0.01536',
      limit: {
        ...{ scope: 'key', name: window, limit: '5', used: '4.99', resets_at, id: 'bud_1' },
        owner: { id: 'key_1', name: 'CI' },
        url: expect.stringMatching(/\/billing\/limits#bud_1$/),
      },
    });
  },
);

it('names each cap that refuses, and has another code where the first is not the key’s own', () => {
  const tag = capOf({ subject: 'tag', subjectId: 'team=search', name: 'team=search', window: 'total', resetsAt: null });
  const error = toPaymentError({ placed: false, reason: 'cap_reached', caps: [tag, capOf({})] }, needed);
  expect(error).toMatchObject({ code: 'cap_reached', status: 402 });
  expect(error.message).toMatch(
    /the tag's total cap .* Also, of the key's daily cap .* belongs to the tag team=search/,
  );
  expect(error.options.details).toMatchObject({ limit: { scope: 'tag' }, others: [{ scope: 'key', name: 'day' }] });
});

it('says of the cap of a session what it has spent so far, and how the cap came about', () => {
  const session = capOf({ subject: 'session', subjectId: 'run/42', name: 'run/42', window: 'total', resetsAt: null });
  const error = toPaymentError({ placed: false, reason: 'cap_reached', caps: [session] }, needed);
  expect(error).toMatchObject({
    code: 'cap_reached',
    options: { details: { limit: { scope: 'session', used: '4.99' } } },
  });
  expect(error.message).toMatch(
    /of the session's total cap of \$5, \$4\.99 is spent or held\. .*session run\/42.*`x-tokenhub-session-cap`/,
  );
  expect(error.message).toMatch(/\/logs\?session=run%2F42$/);
});

function capOf(cap: Partial<ReachedCap>): ReachedCap {
  const owner = { budgetId: 'bud_1', subject: 'key', subjectId: 'key_1', name: 'CI' } as const;
  return { ...owner, window: 'day', cap: nanoUsd(5_000_000_000n), used: nanoUsd(4_990_000_000n), resetsAt, ...cap };
}

it('states the debt and the page to pay it, for any cost of the request', () => {
  const refusal = { placed: false, reason: 'insufficient_credit', available: nanoUsd(0n), debt: nanoUsd(2n) } as const;
  for (const error of [toPaymentError(refusal, needed), toEmptyError(refusal)]) {
    expect(error).toMatchObject({ code: 'insufficient_credit', status: 402 });
    expect(error.message).toMatch(
      /owes \$0\.000000002, .* keys are frozen until a top-up has paid that: http.+\/billing$/,
    );
    expect(error.options.details).toEqual({
      ...{ available_usd: '0', debt_usd: '0.000000002', url: expect.stringMatching(/\/billing$/) },
    });
  }
});

it('needs no worst case when the balance is empty', () => {
  const empty = toEmptyError({ placed: false, reason: 'insufficient_credit', available: nanoUsd(0n) });
  expect(empty).toMatchObject({ code: 'insufficient_credit', options: { details: { available_usd: '0' } } });
  expect(empty.message).toMatch(/no credit left/);
});
