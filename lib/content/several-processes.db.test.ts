import '#lib/testing/own-data.ts';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { closePool } from '#lib/db/pool.ts';
import { CALLER, givenUser } from '#lib/testing/accounts.ts';
import { addKey } from '#lib/testing/factories.ts';
import { listPlayed } from './played.ts';
import { openContent } from './queries.ts';
import { setRetention } from './set-retention.ts';
import type { StoringWishes } from './testing/storing-process.ts';

const PROCESSES = ['a', 'b', 'c'];
afterAll(closePool);

let user: Awaited<ReturnType<typeof givenUser>>;
let keyId: string;

beforeEach(async () => {
  user = await givenUser();
  ({ keyId } = await addKey(user.accountId));
  await setRetention(user, { accountId: user.accountId, after: { retention: 'day' } }, CALLER);
});

/** Processes that are ready to store, each so many requests of its own. */
async function startProcesses(count: number, userId: string | null = user.id) {
  const children = PROCESSES.map((name) => {
    const wishes: StoringWishes = {
      ...{ prefix: `${keyId}-${userId}-${name}-`, count, accountId: user.accountId, keyId, userId },
      ...{ model: 'claude-sonnet-4-6', retention: 'day', isAsked: false },
    };
    return fork(join(import.meta.dirname, 'testing/storing-process.ts'), [JSON.stringify(wishes)], {
      execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
    });
  });
  await Promise.all(children.map((child) => once(child, 'message')));
  const ends = Promise.all(children.map((child) => once(child, 'exit')));
  return {
    go: () => children.forEach((child) => void child.send('go')),
    anyStored: () => Promise.all(children.map((child) => once(child, 'message'))),
    end: async () => expect(await ends).toEqual(PROCESSES.map(() => [0, null])),
  };
}

const countStored = () => db.requestContent.count({ where: { accountId: user.accountId } });

it('lists one’s own runs of all processes, the last fifty, and opens each', async () => {
  const others = await startProcesses(10, null);
  others.go();
  await others.end();
  const own = await startProcesses(20);
  own.go();
  await own.end();

  const listed = await listPlayed(user, user.accountId);
  expect(listed).toHaveLength(50);
  const times = listed.map(({ createdAt }) => createdAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const processes = new Set(listed.map(({ requestId }) => requestId.split('-').at(-2)));
  expect([...processes].sort()).toEqual(PROCESSES);
  for (const { requestId } of listed.slice(0, 3)) {
    const { request } = await openContent(user, { accountId: user.accountId, requestId, caller: CALLER });
    expect(JSON.parse(request)).toEqual({ asked: requestId });
  }
  const stranger = await givenUser();
  await expect(listPlayed(stranger, user.accountId)).rejects.toThrow();
  expect(await listPlayed(user, user.accountId, new Date(Date.now() + 25 * 3_600_000))).toEqual([]);
});

it('leaves nothing behind once it is forbidden, while several processes go on storing', async () => {
  const storing = await startProcesses(400);
  storing.go();
  await storing.anyStored();
  expect(await countStored()).toBeGreaterThanOrEqual(30);
  await setRetention(user, { accountId: user.accountId, after: { retention: 'none' } }, CALLER);
  expect(await countStored()).toBe(0);
  await storing.end();
  expect(await countStored()).toBe(0);
});
