import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLedgerUpkeep } from '../upkeep.ts';
import { booksAt } from './books.ts';
import { Requests } from './requests.ts';

/*
 * A gateway process as the ledger sees it, which kills itself at a marked point of its first request, or serves requests
 * until it is killed, and reports each completed request. Started by `crash.db.test.ts`.
 */
const { url, outboxRoot, accountId, keyId, requestId, point } = JSON.parse(process.argv[2] ?? '{}');
const payer = new Requests(accountId, keyId);
// Long enough for a slow machine: this process must die by the signal and not by a timeout.
const ledger = booksAt(url, outboxRoot).ledger({ limits: { holdTimeoutMs: 600_000, settleTimeoutMs: 200 } });

function reach(reached: string): void {
  if (reached === point) process.kill(process.pid, 'SIGKILL');
}

function loseDatabase(): void {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  Object.assign(ledger.pool, { query: () => Promise.reject(refused) });
}

async function serve(id: string): Promise<void> {
  await ledger.placeHold(payer.hold(30n, id));
  reach('before dispatch');
  process.stdout.write(`dispatched ${id}\n`);
  reach('after dispatch');
  const settlement = payer.settlement(id, 25n);
  reach('before settle');
  if (point.includes('outbox')) loseDatabase();
  await ledger.settle(settlement);
  if (point === 'torn outbox')
    appendFileSync(join(ledger.outboxDirectory, 'settlements.jsonl'), '{"requestId":"req_torn"');
  for (const each of ['whole outbox', 'torn outbox', 'after commit']) reach(each);
  process.stdout.write(`completed ${id}\n`);
}

async function serveForEver(lane: number): Promise<never> {
  for (let index = 0; ; index++) await serve(`${requestId}_${lane}_${index}`);
}

await startLedgerUpkeep(ledger);
await (point === 'never' ? Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(serveForEver)) : serve(requestId));
