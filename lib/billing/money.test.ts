import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilToNano, findAmount, findUsd, nanoUsd, PICO_PER_NANO, picoUsd, toUsd } from './money.ts';

const MAX_NANO = 10n ** 21n - 1n; // twelve digits before the point, nine after
const anyNano = fc.bigInt({ min: -MAX_NANO, max: MAX_NANO }).map(nanoUsd);

describe('money as text', () => {
  it('survives being written and read, to the nano-dollar', () => {
    fc.assert(fc.property(anyNano, (amount) => findUsd(toUsd(amount)) === amount));
  });

  it('is a JSON number in plain decimal notation', () => {
    fc.assert(fc.property(anyNano, (amount) => /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(toUsd(amount))));
  });

  it.each([
    ['5', 5_000_000_000n],
    ['-0.25', -250_000_000n],
    ['12.000000001', 12_000_000_001n],
    [' 0.10 ', 100_000_000n],
  ])('reads %j', (text, amount) => expect(findUsd(text)).toBe(amount));

  it.each(['', '.5', '5.', '1e3', '1,5', '+1', '$5', '0.0000000001', '1234567890123', '١'])(
    'does not guess at %j',
    (text) => expect(findUsd(text)).toBeNull(),
  );

  it.each([
    ['0', 0n],
    ['1000000000', 10n ** 18n],
    ['1000000000.000000001', null],
    ['-0.01', null],
    ['much', null],
  ])('takes %j for an amount of %s', (text, amount) => expect(findAmount(text)).toBe(amount));

  it('keeps the sign of amounts below one dollar', () => expect(toUsd(nanoUsd(-1n))).toBe('-0.000000001'));
});

describe('rounding', () => {
  it('rounds up by less than a nano-dollar and returns the remainder', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (pico) => {
        const { amount, remainderPico } = ceilToNano(picoUsd(pico));
        expect(amount * PICO_PER_NANO).toBe(pico + BigInt(remainderPico));
        expect(remainderPico).toBeGreaterThanOrEqual(0);
        expect(remainderPico).toBeLessThan(1_000);
      }),
    );
  });
});
