import { expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { toEmptyError, toPaymentError } from './payment-error.ts';

const needed = nanoUsd(15_360_000n);

it('says what is needed and what is there, exactly', () => {
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
  ['month', resetsAt, 'monthly cap', true],
] as const)('says of the %s cap what is used of it, and when it starts anew', (window, resets, words, hasReset) => {
  const refusal = {
    placed: false,
    reason: 'key_limit',
    window,
    cap: nanoUsd(5_000_000_000n),
    used: nanoUsd(4_990_000_000n),
  } as const;
  const error = toPaymentError({ ...refusal, resetsAt: resets }, needed);
  expect(error).toMatchObject({
    code: 'key_limit_reached',
    status: 402,
    message: expect.stringContaining(`${words} of $5, $4.99`),
  });
  expect(error.message.includes('2026-12-01')).toBe(hasReset);
  const resets_at = hasReset ? '2026-12-01T00:00:00.000Z' : null;
  expect(error.options.details).toEqual({
    needed_usd: '0.01536',
    limit: { scope: 'key', name: window, limit: '5', used: '4.99', resets_at },
  });
});

it('needs no worst case to say that nothing is left', () => {
  const empty = toEmptyError({ placed: false, reason: 'insufficient_credit', available: nanoUsd(0n) });
  expect(empty).toMatchObject({ code: 'insufficient_credit', options: { details: { available_usd: '0' } } });
  expect(empty.message).toMatch(/no credit left/);
});
