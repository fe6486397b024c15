import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { newId } from '#lib/id.ts';
import { creditAccount } from '../credit.ts';
import { nanoUsd } from '../money.ts';
import { getBalance } from '../queries.ts';
import type { HoldResult } from './hold.ts';
import type { Ledger } from './ledger.ts';
import { sweepHolds } from './sweep.ts';
import { addCap, letTimePass, openBooks, type Payer } from './testing/books.ts';
import { ModelBooks } from './testing/model-books.ts';
import { Requests } from './testing/requests.ts';

const books = await openBooks();
afterAll(books.close);

const TAG = 'team=search';

interface Real {
  ledger: Ledger;
  payer: Payer;
  tagged: Requests;
  /** Requests with a hold, in the model's order. */
  requests: { by: Requests; requestId: string }[];
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

const hold = (amount: bigint, isTagged: boolean) =>
  command(`hold(${amount}${isTagged ? ' tagged' : ''})`, async (model, { ledger, payer, tagged, requests }) => {
    const by = isTagged ? tagged : payer;
    const request = by.hold(amount);
    const result = await ledger.placeHold(request);
    expect(reasonsOf(result)).toEqual(model.hold(amount, isTagged));
    if (result.placed) requests.push({ by, requestId: request.requestId });
  });

function reasonsOf(result: HoldResult): string[] {
  if (result.placed) return [];
  return result.reason === 'insufficient_credit' ? [result.reason] : result.caps.map(({ subject }) => subject).sort();
}

const nextDay = command('a day passes', async (model, { payer }) => {
  model.nextDay();
  await letTimePass(books.pool, payer, '1 day');
});

/** A command on any earlier hold, in any state. */
const onHold = (name: string, pick: number, run: (model: ModelBooks, real: Real, index: number) => Promise<void>) =>
  command(
    `${name} of #${pick}`,
    (model, real) => run(model, real, pick % real.requests.length),
    (model) => model.holds.length > 0,
  );

const settle = (pick: number, cost: bigint) =>
  onHold(`settle(${cost})`, pick, async (model, { ledger, requests }, index) => {
    const { by, requestId } = requests[index] as Real['requests'][number];
    const settlement = by.settlement(requestId, cost);
    const expected = model.settle(index, cost);
    expect(await Promise.all([ledger.settle(settlement), ledger.settle({ ...settlement })])).toEqual([
      expected,
      expected,
    ]);
  });

const release = (pick: number) =>
  onHold('release', pick, async (model, { ledger, requests }, index) => {
    const { by, requestId } = requests[index] as Real['requests'][number];
    model.release(index);
    await Promise.all([1, 2].map(() => ledger.release({ ...by, requestId, usage: by.failure(requestId) })));
  });

const expire = (pick: number) =>
  onHold('expire', pick, async (model, { ledger: { processId }, requests }, index) => {
    model.expire(index);
    await books.pool.query(`UPDATE hold SET expires_at = now() - interval '1 second' WHERE request_id = $1`, [
      requests[index]?.requestId,
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
  fc.tuple(amount, fc.boolean()).map(([each, isTagged]) => hold(each, isTagged)),
  fc.tuple(amount, fc.boolean()).map(([each, isTagged]) => hold(each, isTagged)),
  fc.tuple(pick, fc.bigInt(0n, 130n)).map(([index, cost]) => settle(index, cost)),
  pick.map(release),
  pick.map(expire),
  fc.constant(nextDay),
];

it('behaves like the in-memory model, with every command sent twice (A22)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(anyCommand, { maxCommands: 50, size: 'max' }), async (commands) => {
      const caps = { key: 600n, account: 350n, tag: 250n };
      const payer = await books.payer(0n, { total: caps.key });
      const { accountId, keyId } = payer;
      await addCap(books.pool, {
        accountId,
        subject: 'account',
        subjectId: accountId,
        window: 'day',
        cap: caps.account,
      });
      await addCap(books.pool, { accountId, subject: 'tag', subjectId: TAG, window: 'total', cap: caps.tag });
      const tagged = new Requests(accountId, keyId, [TAG]);
      await fc.asyncModelRun(
        () => ({ model: new ModelBooks(caps), real: { ledger: books.ledger(), payer, tagged, requests: [] } }),
        commands,
      );
    }),
    { numRuns: 60 },
  );
  expect(await books.violations()).toEqual([]);
});
