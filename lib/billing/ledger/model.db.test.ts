import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { newId } from '#lib/id.ts';
import { creditAccount } from '../credit.ts';
import { nanoUsd } from '../money.ts';
import { getBalance } from '../queries.ts';
import type { Ledger } from './ledger.ts';
import { sweepHolds } from './sweep.ts';
import { openBooks, type Payer } from './testing/books.ts';
import { ModelBooks } from './testing/model-books.ts';

const books = await openBooks();
afterAll(books.close);

interface Real {
  ledger: Ledger;
  payer: Payer;
  /** Requests with a hold, in the model's order. */
  ids: string[];
}

type Command = fc.AsyncCommand<ModelBooks, Real>;

const command = (name: string, run: Command['run'], check: Command['check'] = () => true): Command => ({
  check,
  run: async (model, real) => {
    await run(model, real);
    const { accountId } = real.payer;
    const { available, held, debt } = await getBalance(accountId, books.pool);
    expect({ available, held, debt }).toEqual({ available: model.available, held: model.held, debt: model.debt });
  },
  toString: () => name,
});

const credit = (amount: bigint) =>
  command(`credit(${amount})`, async (model, { payer }) => {
    model.credit(amount);
    const cause = `test:${newId('transaction')}`;
    const movement = { accountId: payer.accountId, amount: nanoUsd(amount), cause, reason: null, actorId: null };
    await Promise.all([1, 2].map(() => creditAccount({ ...movement, kind: 'adjustment' }, books.pool)));
  });

const hold = (amount: bigint) =>
  command(`hold(${amount})`, async (model, { ledger, payer, ids }) => {
    const request = payer.hold(amount);
    const result = await ledger.placeHold(request);
    expect(result.placed ? 'placed' : result.reason).toBe(model.hold(amount));
    if (result.placed) ids.push(request.requestId);
  });

/** A command on one of the holds there have been, whatever became of it. */
const onHold = (name: string, pick: number, run: (model: ModelBooks, real: Real, index: number) => Promise<void>) =>
  command(
    `${name} of #${pick}`,
    (model, real) => run(model, real, pick % real.ids.length),
    (model) => model.holds.length > 0,
  );

const settle = (pick: number, cost: bigint) =>
  onHold(`settle(${cost})`, pick, async (model, { ledger, payer, ids }, index) => {
    const settlement = payer.settlement(ids[index] ?? '', cost);
    const expected = model.settle(index, cost);
    expect(await Promise.all([ledger.settle(settlement), ledger.settle({ ...settlement })])).toEqual([
      expected,
      expected,
    ]);
  });

const release = (pick: number) =>
  onHold('release', pick, async (model, { ledger, payer, ids }, index) => {
    const requestId = ids[index] ?? '';
    model.release(index);
    await Promise.all([1, 2].map(() => ledger.release({ ...payer, requestId, usage: payer.failure(requestId) })));
  });

const expire = (pick: number) =>
  onHold('expire', pick, async (model, { ledger: { processId }, ids }, index) => {
    model.expire(index);
    await books.pool.query(`UPDATE hold SET expires_at = now() - interval '1 second' WHERE request_id = $1`, [
      ids[index],
    ]);
    const sweep = () => sweepHolds(books.pool, { processId, keep: [] });
    await Promise.all([sweep(), sweep()]);
  });

const amount = fc.bigInt(1n, 100n);
const pick = fc.nat(1_000);
const anyCommand = [
  fc
    .bigInt(-60n, 300n)
    .filter((each) => each !== 0n)
    .map(credit),
  amount.map(hold),
  amount.map(hold),
  fc.tuple(pick, fc.bigInt(0n, 130n)).map(([index, cost]) => settle(index, cost)),
  pick.map(release),
  pick.map(expire),
];

it('does what a ledger in memory does, every command sent twice (A22)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(anyCommand, { maxCommands: 50, size: 'max' }), async (commands) => {
      const cap = 600n;
      const payer = await books.payer(0n, { total: cap });
      await fc.asyncModelRun(
        () => ({ model: new ModelBooks(cap), real: { ledger: books.ledger(), payer, ids: [] } }),
        commands,
      );
    }),
    { numRuns: 60 },
  );
  expect(await books.violations()).toEqual([]);
});
