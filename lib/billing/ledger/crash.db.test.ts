import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/id.ts';
import { balanceOf, openBooks, type Payer } from './testing/books.ts';
import { startLedgerUpkeep } from './upkeep.ts';

const SCRIPT = join(import.meta.dirname, 'testing/doomed-gateway.ts');
const NEVER_MS = 1_000_000_000;

const books = await openBooks();
afterAll(books.close);

function startGateway({ accountId, keyId }: Payer, requestId: string, point: string): ChildProcess {
  const task = { url: books.url, outboxRoot: books.outboxRoot, accountId, keyId, requestId, point };
  const flags = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
  return spawn(process.execPath, [...flags, SCRIPT, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The output of the process until it dies; with `completions`, it is killed once that many requests are complete. */
async function readUntilDeath(gateway: ChildProcess, completions = Number.POSITIVE_INFINITY): Promise<string[]> {
  const exit = once(gateway, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: gateway.stdout ?? process.stdin })) {
    said.push(line);
    if (said.filter((each) => each.startsWith('completed')).length >= completions) gateway.kill('SIGKILL');
  }
  expect((await exit)[1]).toBe('SIGKILL');
  return said;
}

/** Starts another process after one has died. Its first round resolves all orphans, without waiting for heartbeats. */
async function restart(): Promise<void> {
  const ledger = books.ledger();
  const stop = await startLedgerUpkeep(ledger, { deadAfterMs: NEVER_MS, sweepMs: NEVER_MS });
  await stop();
  await ledger.close();
  expect(books.alarms.filter(({ kind }) => kind === 'upkeep_failed')).toEqual([]);
  expect(readdirSync(books.outboxRoot)).toEqual([]);
  expect(await books.violations()).toEqual([]);
}

async function costOf(requestId: string): Promise<unknown> {
  const { rows } = await books.pool.query('SELECT outcome, cost FROM usage_record WHERE request_id = $1', [requestId]);
  return rows[0];
}

describe.sequential('a process killed', () => {
  it.each([
    ['before dispatch', 'A6', 0n],
    ['after dispatch', 'A7', 0n],
    ['before settle', 'A8', 0n],
    ['after commit', 'A9', 25n],
    ['whole outbox', 'C2', 25n],
    ['torn outbox', 'C2', 25n],
  ])('at the point “%s” leaves exact books after the restart (%s)', async (point, _, cost) => {
    const payer = await books.payer(100n);
    const requestId = newId('request');
    const said = await readUntilDeath(startGateway(payer, requestId, point));
    expect(said).toEqual(point === 'before dispatch' ? [] : [`dispatched ${requestId}`]);
    await restart();
    expect(await balanceOf(books.pool, payer)).toEqual([100n - cost, 0n]);
    expect(await costOf(requestId)).toEqual({ outcome: cost > 0n ? 'completed' : 'failed', cost });
  });

  it.each([1, 40, 300])(
    'in the middle of its work, after %i requests, has billed each that got its last byte once',
    async (count) => {
      const payer = await books.payer(1_000_000n);
      const said = await readUntilDeath(startGateway(payer, newId('request'), 'never'), count);
      await restart();
      const completed = said.filter((line) => line.startsWith('completed')).map((line) => line.split(' ')[1] ?? '');
      for (const id of completed) expect(await costOf(id)).toEqual({ outcome: 'completed', cost: 25n });
      const { rows } = await books.pool.query(
        'SELECT sum(cost)::bigint AS cost FROM usage_record WHERE account_id = $1',
        [payer.accountId],
      );
      expect(await balanceOf(books.pool, payer)).toEqual([1_000_000n - rows[0].cost, 0n]);
      // Settled, but killed before the last byte: at most one per lane.
      expect(rows[0].cost / 25n).toBeLessThanOrEqual(BigInt(completed.length + 8));
    },
  );
});
