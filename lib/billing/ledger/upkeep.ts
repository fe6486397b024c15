import 'server-only';
import { basename } from 'node:path';
import { repeat } from '#lib/repeat.ts';
import { type Ledger, ledger as sharedLedger } from './ledger.ts';
import { discardOutbox, readOutbox } from './outbox.ts';
import { isAbandoned, removeFolder, siblingFolders } from './outbox-folder.ts';
import { beat, signOff, strikeOff } from './process.ts';
import { replay } from './replay.ts';
import { sweepHolds } from './sweep.ts';

export interface UpkeepTimes {
  beatMs: number;
  sweepMs: number;
  deadAfterMs: number;
}

const TIMES: UpkeepTimes = { beatMs: 5_000, sweepMs: 10_000, deadAfterMs: 30_000 };

/**
 * Registers this process and resolves the holds of dead ones, once at the start (so that a restart resolves its orphans
 * before it is ready) and then periodically. While the database is down, the next round tries again.
 * @returns stop: ends the rounds and deregisters the process
 */
export async function startLedgerUpkeep(
  ledger: Ledger = sharedLedger(),
  times: Partial<UpkeepTimes> = {},
): Promise<() => Promise<void>> {
  const { beatMs, sweepMs, deadAfterMs } = { ...TIMES, ...times };
  const guarded = (work: () => Promise<unknown>) => () =>
    work().catch((err) => ledger.alarm({ kind: 'upkeep_failed', err }));
  const heartbeat = guarded(() => beat(ledger.pool, [ledger.processId]));
  const round = guarded(() => runUpkeep(ledger, deadAfterMs));
  await heartbeat();
  await round();
  const stopBeating = repeat(beatMs, heartbeat);
  const stopSweeping = repeat(sweepMs, round);
  return async () => {
    await Promise.all([stopBeating(), stopSweeping()]);
    await guarded(() => signOff(ledger.pool, [ledger.processId]))();
  };
}

/** One round: first the outboxes, then the orphaned holds. */
export async function runUpkeep(ledger: Ledger, deadAfterMs: number = TIMES.deadAfterMs): Promise<void> {
  await ledger.postponed.retry();
  await replayOwn(ledger);
  const siblings = siblingFolders(ledger.outboxDirectory);
  const dead = siblings.filter(isAbandoned);
  for (const folder of dead) await adopt(ledger, folder);
  await strikeOff(ledger.pool, [dead.map((folder) => basename(folder)), deadAfterMs, ledger.processId]);
  const keep = [...ledger.outbox.pending(), ...siblings.flatMap(readOutbox)].map(({ requestId }) => requestId);
  const count = await sweepHolds(ledger.pool, { processId: ledger.processId, keep });
  if (count > 0) ledger.alarm({ kind: 'holds_orphaned', count });
  for (const folder of dead) if (readOutbox(folder).length === 0) removeFolder(folder);
}

async function replayOwn(ledger: Ledger): Promise<void> {
  const pending = ledger.outbox.pending();
  if (pending.length > 0) await ledger.outbox.remove(await replay(ledger.pool, pending, ledger.alarm));
}

/** Settles the outbox of a dead process. A partly refused outbox stays, for the operator. */
async function adopt(ledger: Ledger, folder: string): Promise<void> {
  const promised = readOutbox(folder);
  const settled = new Set(await replay(ledger.pool, promised, ledger.alarm));
  if (promised.every(({ requestId }) => settled.has(requestId))) discardOutbox(folder);
}
