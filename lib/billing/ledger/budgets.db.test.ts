import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/id.ts';
import { clockOf, toInstant, toWallTime } from '#lib/usage/time/clock.ts';
import type { BudgetSubject, BudgetWindow, HoldResult } from './hold.ts';
import { sweepHolds } from './sweep.ts';
import { addCap, addKey, balanceOf, letTimePass, openBooks, type Payer } from './testing/books.ts';
import type { ContenderNews, ContenderOrder } from './testing/contender.ts';
import { Requests } from './testing/requests.ts';

const books = await openBooks();
const ledger = books.ledger();
const contenders = Array.from({ length: 3 }, startContender);
afterAll(async () => {
  for (const contender of contenders) contender.disconnect();
  await books.close();
});
afterEach(async () => expect(await books.violations()).toEqual([]));

function startContender(): ChildProcess {
  return fork(join(import.meta.dirname, 'testing/contender.ts'), [books.url, books.outboxRoot], {
    execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
  });
}

/** 200 concurrent calls over three processes, each with its share of the payers. */
async function contend(payers: readonly Requests[], amount: bigint): Promise<number> {
  const told = contenders.map((contender) => once(contender, 'message') as Promise<[ContenderNews]>);
  for (const [index, contender] of contenders.entries()) {
    const { accountId, keyId, tags, sessionId } = payers[index % payers.length] as Requests;
    const callers = index === 0 ? 68 : 66;
    contender.send({ accountId, keyId, tags, sessionId, amount: amount.toString(), callers } satisfies ContenderOrder);
    contender.send('all is back' satisfies ContenderOrder);
  }
  const news = (await Promise.all(told)).map(([each]) => each);
  expect(news.flatMap(({ errors }) => errors)).toEqual([]);
  return news.reduce((sum, { placed }) => sum + placed, 0);
}

const cap = (
  { accountId }: { accountId: string },
  subject: BudgetSubject,
  subjectId: string,
  more: { window?: BudgetWindow; cap?: bigint; zone?: string } = {},
) => addCap(books.pool, { accountId, subject, subjectId, window: 'total', cap: 100n, ...more });

async function spend(payer: Requests, amount: bigint): Promise<void> {
  const hold = payer.hold(amount);
  expect(await ledger.placeHold(hold)).toEqual({ placed: true });
  await ledger.settle(payer.settlement(hold.requestId, amount));
}

const reachedBy = (result: HoldResult) =>
  result.placed || result.reason === 'insufficient_credit'
    ? []
    : result.caps.map(({ subject, window }) => `${subject} ${window}`);

const memberKey = async ({ accountId }: Payer, memberId: string) =>
  new Requests(accountId, await addKey(books.pool, accountId, {}, memberId));

describe('a cap met by 200 calls over three processes', () => {
  it.each(['total', 'day', 'week', 'month'] as const)(
    'of an account admits what fits, to the nano-dollar: %s',
    async (window) => {
      const payer = await books.payer(1_000_000n);
      await spend(payer, 5n);
      await cap(payer, 'account', payer.accountId, { window, cap: 5n + 7n * 61n + 6n, zone: 'Asia/Kathmandu' });
      expect(await contend([payer], 7n)).toBe(61);
      expect(await balanceOf(books.pool, payer)).toEqual([1_000_000n - 5n - 427n, 427n]);
      expect(reachedBy(await ledger.placeHold(payer.hold(7n)))).toEqual([`account ${window}`]);
      expect(await ledger.placeHold(payer.hold(6n))).toEqual({ placed: true });
    },
  );

  it('of a tag counts the requests that have it, beside other tags, with any key', async () => {
    const payer = await books.payer(1_000_000n);
    const other = new Requests(payer.accountId, await addKey(books.pool, payer.accountId), ['team=search']);
    const tagged = new Requests(payer.accountId, payer.keyId, ['env=prod', 'team=search']);
    await cap(payer, 'tag', 'team=search', { window: 'day', cap: 7n * 100n });
    expect(await contend([tagged, other], 7n)).toBe(100);
    expect(await ledger.placeHold(payer.hold(7n))).toEqual({ placed: true });
    expect(reachedBy(await ledger.placeHold(other.hold(1n)))).toEqual(['tag day']);
  });

  it('of a member counts all the keys that they created', async () => {
    const payer = await books.payer(1_000_000n);
    const memberId = newId('user');
    const keys = [await memberKey(payer, memberId), await memberKey(payer, memberId)];
    await cap(payer, 'member', memberId, { cap: 7n * 90n });
    expect(await contend(keys, 7n)).toBe(90);
    expect(await ledger.placeHold(payer.hold(7n))).toEqual({ placed: true });
    for (const key of keys) expect(reachedBy(await ledger.placeHold(key.hold(1n)))).toEqual(['member total']);
  });

  it('of a session counts the requests of all its keys, and no others', async () => {
    const payer = await books.payer(1_000_000n);
    const own = new Requests(payer.accountId, payer.keyId, ['env=prod'], 'run-42');
    const other = new Requests(payer.accountId, await addKey(books.pool, payer.accountId), [], 'run-42');
    await spend(own, 9n); // before it has a cap
    await cap(payer, 'session', 'run-42', { cap: 9n + 7n * 100n });
    expect(await contend([own, other], 7n)).toBe(100);
    const next = new Requests(payer.accountId, payer.keyId, [], 'run-43');
    for (const free of [payer, next]) expect(await ledger.placeHold(free.hold(7n))).toEqual({ placed: true });
    const refusal = await ledger.placeHold(own.hold(1n));
    expect(refusal).toMatchObject({ caps: [{ subject: 'session', subjectId: 'run-42', cap: 709n, used: 709n }] });
  });

  it('that is added meanwhile counts earlier holds', async () => {
    const payer = await books.payer(1_000_000n);
    const placing = contend([payer], 7n);
    const id = await cap(payer, 'account', payer.accountId, { cap: 700n });
    const placed = await placing;
    expect(placed).toBeGreaterThanOrEqual(100);
    const { rows } = await books.pool.query('SELECT held FROM budget WHERE id = $1', [id]);
    expect(rows).toEqual([{ held: BigInt(placed) * 7n }]);
  });
});

it('names all caps that refuse, the one that resets last first, and takes nothing from the others', async () => {
  const payer = await books.payer(1_000n, { day: 50n });
  const tagged = new Requests(payer.accountId, payer.keyId, ['team=search']);
  await cap(payer, 'tag', 'team=search', { window: 'total', cap: 40n });
  await cap(payer, 'account', payer.accountId, { window: 'month', cap: 60n });
  const [first, ...others] = reachedBy(await ledger.placeHold(tagged.hold(61n)));
  expect([first, ...others.sort()]).toEqual(['tag total', 'account month', 'key day']); // the last two may tie
  expect(reachedBy(await ledger.placeHold(tagged.hold(45n)))).toEqual(['tag total']);
  expect(await balanceOf(books.pool, payer)).toEqual([1_000n, 0n]);
  expect(await ledger.placeHold(tagged.hold(40n))).toEqual({ placed: true });
});

it('returns the held amount to every budget, by the tags of the hold', async () => {
  const payer = await books.payer(1_000n);
  const tagged = new Requests(payer.accountId, payer.keyId, ['team=search']);
  await cap(payer, 'tag', 'team=search');
  await cap(payer, 'account', payer.accountId);
  const hold = tagged.hold(100n);
  await ledger.placeHold(hold);
  await ledger.release({ ...hold, requestId: hold.requestId });
  expect(await ledger.placeHold(tagged.hold(100n))).toEqual({ placed: true });
});

it('returns the held amount of a session, and leaves its sum to a late settlement', async () => {
  const payer = await books.payer(1_000n);
  const own = new Requests(payer.accountId, payer.keyId, [], 'run-42');
  await cap(payer, 'session', 'run-42');
  const [released, vanished] = [own.hold(60n), own.hold(40n)];
  for (const hold of [released, vanished]) expect(await ledger.placeHold(hold)).toEqual({ placed: true });
  await ledger.release({ ...released, usage: own.failure(released.requestId) });
  await books.pool.query("UPDATE hold SET expires_at = now() - interval '1 second' WHERE request_id = $1", [
    vanished.requestId,
  ]);
  await sweepHolds(books.pool, { processId: ledger.processId, keep: [] });
  expect(await ledger.placeHold(own.hold(101n))).toMatchObject({ placed: false });
  await ledger.settle(own.settlement(vanished.requestId, 30n));
  expect(await ledger.placeHold(own.hold(71n))).toMatchObject({ caps: [{ used: 30n }] });
  expect(await ledger.placeHold(own.hold(70n))).toEqual({ placed: true });
});

it.each(['day', 'week', 'month'] as const)(
  'starts each %s with a full cap, also when the first request of it is refused',
  async (window) => {
    const payer = await books.payer(1_000n);
    await cap(payer, 'account', payer.accountId, { window, zone: 'America/New_York' });
    await spend(payer, 100n);
    await letTimePass(books.pool, payer, `1 ${window}`);
    expect(reachedBy(await ledger.placeHold(payer.hold(101n)))).toEqual([`account ${window}`]);
    await spend(payer, 100n);
    expect((await ledger.placeHold(payer.hold(1n))).placed).toBe(false);
  },
);

describe('a window', () => {
  const ZONES = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Havana',
    'Asia/Beirut',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ];
  ZONES.push('America/Sao_Paulo', 'Africa/Cairo', 'America/Santiago', 'Atlantic/Azores');
  const STEPS = { day: [1, 0], week: [7, 0], month: [0, 1] } as const;

  /** The window by the calendar of the usage pages. */
  function windowAt(zone: string, window: keyof typeof STEPS, at: number): [number, number] {
    const clock = clockOf(zone, at, at);
    const wall = new Date(toWallTime(clock, at));
    const first = new Date(
      Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), window === 'month' ? 1 : wall.getUTCDate()),
    );
    if (window === 'week') first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7));
    const [days, months] = STEPS[window];
    const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, first.getUTCDate() + days);
    return [toInstant(clock, first.getTime()), toInstant(clock, next)];
  }

  async function expectWindow(zone: string, window: keyof typeof STEPS, at: number): Promise<void> {
    const sql = 'SELECT starts_at, ends_at FROM budget_window($1, $2, $3)';
    const { rows } = await books.pool.query(sql, [window, zone, new Date(at)]);
    const [starts, ends] = windowAt(zone, window, at);
    expect([rows[0].starts_at.getTime(), rows[0].ends_at.getTime()]).toEqual([starts, ends]);
    expect(starts).toBeLessThanOrEqual(at);
    expect(at).toBeLessThan(ends);
  }

  it('follows the zone’s calendar at any time, across clock changes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ZONES),
        fc.constantFrom('day', 'week', 'month'),
        fc.integer({ min: Date.UTC(2017, 0), max: Date.UTC(2030, 0) }),
        expectWindow,
      ),
      { numRuns: 300 },
    ));

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/Havana', '2026-11-01', 25],
    ['America/Havana', '2026-03-08', 23],
    ['Asia/Beirut', '2026-03-29', 23],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ])('of %s has on %s as many hours as the day: %d', async (zone, day, hours) => {
    const at = Date.parse(`${day}T12:00:00Z`);
    const [starts, ends] = windowAt(zone, 'day', at);
    expect((ends - starts) / 3_600_000).toBe(hours);
    for (const moment of [starts, starts + 1, ends - 1, ends, ends + 1]) await expectWindow(zone, 'day', moment);
  });
});
