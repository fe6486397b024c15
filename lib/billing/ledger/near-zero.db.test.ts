import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { balanceOf, openBooks } from './testing/books.ts';
import type { ContenderNews, ContenderOrder } from './testing/contender.ts';

const PROCESSES = 4;
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const CALLERS = 1_000;
const COVERED = 200;
const UNDER_WAY = 60;

const books = await openBooks();
const ledger = books.ledger();
const contenders = Array.from({ length: PROCESSES }, startContender);
afterAll(async () => {
  for (const contender of contenders) contender.disconnect();
  await books.close();
});

function startContender(): ChildProcess {
  return fork(join(import.meta.dirname, 'testing/contender.ts'), [books.url, books.outboxRoot], {
    execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
  });
}

const tellAll = (order: ContenderOrder) => contenders.forEach((contender) => void contender.send(order));

it.each(SEEDS)(
  'four processes place exactly what the money allows while some of it comes back (seed %i)',
  async (seed) => {
    const amount = BigInt(7 + ((seed * 7919) % 90));
    const funds = amount * BigInt(COVERED);
    const isCapped = seed % 2 === 0;
    const payer = await (isCapped ? books.payer(funds * 2n, { total: funds }) : books.payer(funds));
    const running = Array.from({ length: UNDER_WAY }, () => payer.hold(amount));
    await Promise.all(running.map((each) => ledger.placeHold(each)));

    const told = contenders.map((contender) => once(contender, 'message') as Promise<[ContenderNews]>);
    const { accountId, keyId } = payer;
    tellAll({ accountId, keyId, amount: amount.toString(), callers: CALLERS / PROCESSES });
    let spent = 0n;
    for (const [index, { requestId }] of running.entries()) {
      const cost = index % 3 === 0 ? BigInt((index * seed) % 5) : 0n;
      if (cost > 0n) await ledger.settle(payer.settlement(requestId, cost));
      else await ledger.release({ requestId, accountId, keyId });
      spent += cost;
    }
    tellAll('all is back');
    const news = (await Promise.all(told)).map(([each]) => each);

    expect(news.flatMap(({ errors }) => errors)).toEqual([]);
    const covered = (funds - spent) / amount;
    expect(news.reduce((sum, { placed }) => sum + placed, 0)).toBe(Number(covered));
    const left = (isCapped ? funds * 2n : funds) - spent - covered * amount;
    expect(await balanceOf(books.pool, payer)).toEqual([left, covered * amount]);
    expect(await books.violations()).toEqual([]);
  },
);
