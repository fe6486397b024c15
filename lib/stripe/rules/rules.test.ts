import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { type AutoFacts, coolDownMs, decideAutoTopUp } from './auto.ts';
import { fromCents } from './cents.ts';
import { refuseTopUp } from './limits.ts';
import { findProblem } from './order.ts';
import { type Booking, planBookings, type Reversal } from './reversals.ts';
import { creditOf, refundableCents } from './share.ts';
import {
  disputeCounts,
  laterDisputeStatus,
  laterPaymentStatus,
  laterRefundStatus,
  laterTopUpState,
  UnknownShape,
} from './statuses.ts';
import { topUpOutcome } from './top-up-state.ts';

const paid = fc
  .tuple(fc.integer({ min: 500, max: 1_000_000 }), fc.integer({ min: 0, max: 27 }))
  .map(([netCents, percent]) => ({ netCents, totalCents: netCents + Math.floor((netCents * percent + 50) / 100) }));

describe('the share of a refund', () => {
  it('is zero for zero and exactly the net for all, however it is split', () =>
    fc.assert(
      fc.property(paid, fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 12 }), (payment, cuts) => {
        const { netCents, totalCents } = payment;
        let gone = 0;
        let taken = 0n;
        for (const cut of [...cuts, totalCents]) {
          const cents = Math.min(cut, totalCents - gone);
          const share = creditOf(payment, gone + cents) - creditOf(payment, gone);
          expect(share).toBeGreaterThanOrEqual(0n);
          taken += share;
          gone += cents;
        }
        expect(taken).toBe(fromCents(netCents));
        expect(creditOf(payment, 0)).toBe(0n);
      }),
    ));

  it('differs by less than a nano-dollar from the exact share, in the customer’s favour', () =>
    fc.assert(
      fc.property(paid, fc.nat(1_300_000), (payment, wanted) => {
        const cents = Math.min(wanted, payment.totalCents);
        const exact = fromCents(payment.netCents) * BigInt(cents);
        const rest = exact - creditOf(payment, cents) * BigInt(payment.totalCents);
        expect(rest >= 0n && rest < BigInt(payment.totalCents)).toBe(true);
      }),
    ));

  it('never takes more than is available, and leaves less than a cent of it', () =>
    fc.assert(
      fc.property(paid, fc.nat(1_300_000), fc.bigInt({ min: 0n, max: 10n ** 13n }), (payment, goneWish, available) => {
        const gone = Math.min(goneWish, payment.totalCents);
        const cents = refundableCents(payment, gone, nanoUsd(available));
        const takes = creditOf(payment, gone + cents) - creditOf(payment, gone);
        expect(takes <= available && gone + cents <= payment.totalCents).toBe(true);
        if (gone + cents < payment.totalCents)
          expect(creditOf(payment, gone + cents + 1) - creditOf(payment, gone) > available).toBe(true);
      }),
    ));
});

describe('the bookings of a payment', () => {
  const facts = fc.array(
    fc.record({
      kind: fc.constantFrom('refund', 'request', 'dispute'),
      cents: fc.integer({ min: 1, max: 40_000 }),
      ends: fc.boolean(),
    }),
    { maxLength: 6 },
  );

  /** Applies events in an order; each reversal first counts, and those that end stop counting later. */
  function play(payment: { netCents: number; totalCents: number }, states: Reversal[], news: number[]): Booking[] {
    const seen = new Set<number>();
    const bookings: Booking[] = [];
    for (const index of news) {
      const state = states[index];
      if (!state) continue;
      state.counts = !seen.has(index);
      seen.add(index);
      for (const booking of planBookings(payment, states)) {
        booking.reversal.booking = booking.becomes;
        bookings.push(booking);
      }
    }
    return bookings;
  }

  it('end in the same sum in any order, within the net, each taken and returned at most once', () =>
    fc.assert(
      fc.property(paid, facts, fc.infiniteStream(fc.nat(1_000)), (payment, list, numbers) => {
        const news = list.flatMap(({ ends }, index) => (ends ? [index, index] : [index]));
        const fresh = (): Reversal[] =>
          list.map(({ kind, cents }, index) => ({ kind, id: `${index}`, cents, counts: false, booking: 'never' }));
        const shuffled = [...news];
        for (let end = shuffled.length - 1; end > 0; end -= 1) {
          const other = (numbers.next().value ?? 0) % (end + 1);
          [shuffled[end], shuffled[other]] = [shuffled[other] ?? 0, shuffled[end] ?? 0];
        }
        const sums = [news, shuffled].map((order) => {
          let sum = 0n;
          const changes = new Set<string>();
          for (const { reversal, taken, becomes } of play(payment, fresh(), order)) {
            sum += taken;
            expect(sum >= 0n && sum <= fromCents(payment.netCents)).toBe(true);
            expect(becomes === 'taken' ? taken >= 0n : taken <= 0n).toBe(true);
            expect(changes.has(`${reversal.id} ${becomes}`)).toBe(false);
            changes.add(`${reversal.id} ${becomes}`);
          }
          return sum;
        });
        expect(sums[0]).toBe(sums[1]);
      }),
    ));

  it('are zero for a refund of disputed money, until the dispute is won', () => {
    const payment = { netCents: 2_500, totalCents: 2_500 };
    const dispute: Reversal = { kind: 'dispute', id: 'dp', cents: 2_500, counts: true, booking: 'taken' };
    const refund: Reversal = { kind: 'refund', id: 're', cents: 2_500, counts: true, booking: 'never' };
    expect(planBookings(payment, [dispute, refund]).map(({ taken }) => taken)).toEqual([0n]);
    const won = [
      { ...dispute, counts: false },
      { ...refund, booking: 'taken' as const },
    ];
    expect(planBookings(payment, won).map(({ taken }) => taken)).toEqual([0n]);
  });
});

describe('the recorded status of an object', () => {
  it.each([
    ['succeeded', 'processing', 'succeeded'],
    ['canceled', 'processing', 'canceled'],
    ['canceled', 'succeeded', 'succeeded'],
    ['processing', 'requires_payment_method', 'requires_payment_method'],
    [null, 'processing', 'processing'],
  ])('of a payment that was %s and reads %s is %s', (known, seen, later) =>
    expect(laterPaymentStatus(known, seen)).toBe(later),
  );

  it('only moves forward', () => {
    expect(laterRefundStatus('failed', 'succeeded')).toBe('failed');
    expect(laterRefundStatus('pending', 'succeeded')).toBe('succeeded');
    expect(laterDisputeStatus('won', 'needs_response')).toBe('won');
    expect(laterDisputeStatus('lost', 'appeal_under_review')).toBe('appeal_under_review');
    expect(laterTopUpState('credited', 'processing')).toBe('credited');
    expect(laterTopUpState('failed', 'credited')).toBe('credited');
  });

  it('is never guessed', () => {
    for (const work of [laterPaymentStatus, laterRefundStatus, laterDisputeStatus])
      expect(() => work(null, 'invented_in_2027')).toThrow(UnknownShape);
  });

  it.each(['warning_needs_response', 'warning_closed', 'prevented', 'won'])(
    'a dispute that is %s holds no money',
    (status) => expect(disputeCounts(status)).toBe(false),
  );
  it.each(['needs_response', 'under_review', 'lost', 'appeal_under_review'])('a dispute that is %s does', (status) =>
    expect(disputeCounts(status)).toBe(true),
  );
});

describe('a sale', () => {
  const fits = {
    orderedCents: 2_500,
    subtotalCents: 2_500,
    taxCents: 475,
    totalCents: 2_975,
    receivedCents: 2_975,
    currency: 'usd',
  };
  it.each([
    [{}, null],
    [{ currency: 'jpy' }, 'wrong_currency'],
    [{ subtotalCents: 250_000 }, 'wrong_amount'],
    [{ totalCents: 2_900, receivedCents: 2_900 }, 'wrong_amount'],
    [{ receivedCents: 1_000 }, 'partly_paid'],
  ])('with %j is %s', (more, problem) => expect(findProblem({ ...fits, ...more })).toBe(problem));

  it.each([
    ['manual', 'succeeded', 'complete', null, 'credited'],
    ['manual', 'succeeded', 'complete', 'wrong_amount', 'being_checked'],
    ['manual', 'processing', 'complete', null, 'processing'],
    ['manual', 'requires_payment_method', 'open', null, 'created'],
    ['manual', 'requires_payment_method', 'complete', null, 'failed'],
    ['manual', 'requires_payment_method', 'expired', null, 'failed'],
    ['manual', 'canceled', null, null, 'failed'],
    ['automatic', 'requires_payment_method', null, null, 'created'],
  ] as const)('%s, %s, checkout %s, problem %s: %s', (kind, paymentStatus, sessionStatus, problem, state) =>
    expect(topUpOutcome({ kind, paymentStatus, sessionStatus, problem }).state).toBe(state),
  );
});

describe('limits', () => {
  const facts = { started: 0, refusedCards: 0, hasPaidBefore: false, newAccountsArePaused: false, hasBadCard: false };
  it.each([
    [{}, null],
    [{ started: 9 }, null],
    [{ started: 10 }, 'too_many_started'],
    [{ refusedCards: 3 }, 'too_many_refused'],
    [{ newAccountsArePaused: true }, 'new_accounts_paused'],
    [{ newAccountsArePaused: true, hasPaidBefore: true }, null],
    [{ hasBadCard: true, hasPaidBefore: true }, 'card_blocked'],
  ])('with %j say %s', (more, refusal) => expect(refuseTopUp({ ...facts, ...more })).toBe(refusal));
});

describe('an automatic top-up', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  const facts: AutoFacts = {
    ...{ isOn: true, isSuspended: false, available: nanoUsd(4n), threshold: nanoUsd(5n), netCents: 2_000 },
    ...{ monthCapCents: 10_000, monthCents: 8_000, openAttempts: 0, recentAttempts: 0, nextAttemptAt: null },
    ...{ hasCard: true, hasBadCard: false, now },
  };
  it.each([
    [{}, 'go'],
    [{ isOn: false }, 'off'],
    [{ isSuspended: true }, 'suspended'],
    [{ openAttempts: 1 }, 'under_way'],
    [{ hasCard: false }, 'no_card'],
    [{ hasBadCard: true }, 'card_blocked'],
    [{ nextAttemptAt: new Date('2026-11-30T12:00:01Z') }, 'cooling_down'],
    [{ nextAttemptAt: now }, 'go'],
    [{ recentAttempts: 2 }, 'too_many'],
    [{ monthCents: 8_001 }, 'month_cap'],
  ])('with %j: %s', (more, decision) => expect(decideAutoTopUp({ ...facts, ...more })).toBe(decision));

  it('has enough at the threshold', () => expect(decideAutoTopUp({ ...facts, available: nanoUsd(5n) })).toBe('enough'));

  it('waits an hour, six, a day, and then stops', () =>
    expect([1, 2, 3, 4].map(coolDownMs)).toEqual([3_600_000, 21_600_000, 86_400_000, null]));
});
