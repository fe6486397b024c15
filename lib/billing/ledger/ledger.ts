import 'server-only';
import { join } from 'node:path';
import type pg from 'pg';
import { env } from '#lib/config/env.ts';
import { pool } from '#lib/db/pool.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { log } from '#lib/log.ts';
import { type AttemptWriter, createAttemptWriter } from '#lib/usage/attempts.ts';
import { recordUsage, type UsageRecordInput } from '#lib/usage/record.ts';
import { MAX_AMOUNT, nanoUsd, ZERO_USD } from '../money.ts';
import { ALARMS, type LedgerAlarm } from './alarm.ts';
import { createCombiner } from './combiner.ts';
import { persist } from './deadline.ts';
import type { HoldRequest, HoldResult } from './hold.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { claimFolder, removeFolder } from './outbox-folder.ts';
import { placeHolds } from './place-hold.ts';
import { createPostponed, type Postponed } from './postponed.ts';
import { releaseAll } from './release.ts';
import { settleAll } from './settle.ts';
import type { Charge, Release, Settlement } from './settlement.ts';
import { isTransient } from './transient.ts';

export interface LedgerOptions {
  pool: pg.Pool;
  processId: string;
  /** A folder of this process's own, named after its id, beside those of other processes. */
  outboxDirectory: string;
  onAlarm?: (alarm: LedgerAlarm) => void;
  /** Milliseconds, for what is postponed; need not be the time of day. */
  now?: () => number;
  limits?: Partial<LedgerLimits>;
}

export interface LedgerLimits {
  /** A hold lives this long unless resolved. Longer than any request may take. */
  holdTtlMs: number;
  /** After this, a request is refused rather than kept waiting for its hold. */
  holdTimeoutMs: number;
  /** After this, a settlement goes to the outbox. */
  settleTimeoutMs: number;
  /** Holds that may wait per account; one more is refused with 429. */
  maxWaiting: number;
}

const LIMITS: LedgerLimits = { holdTtlMs: 1_200_000, holdTimeoutMs: 2_000, settleTimeoutMs: 5_000, maxWaiting: 2_000 };

export interface Ledger {
  readonly processId: string;
  readonly outboxDirectory: string;
  readonly pool: pg.Pool;
  readonly outbox: Outbox;
  /** Releases waiting for the database, which the upkeep repeats. */
  readonly postponed: Postponed;
  readonly alarm: (alarm: LedgerAlarm) => void;
  /** Writes down the calls to providers, after what they were made for has ended. */
  readonly attempts: AttemptWriter;
  /**
   * Sets the worst case aside, if account and key can cover it. The same request twice is one hold.
   * @throws AppError billing_unavailable (503), account_suspended (403), or rate_limit_exceeded (429) when too many wait
   */
  placeHold(request: HoldRequest): Promise<HoldResult>;
  /**
   * Charges a finished request. Once this resolves the request is billed, whatever happens next; twice is once.
   * @throws AppError billing_unavailable when neither database nor disk would take it: then it is not billed
   */
  settle(settlement: Settlement): Promise<Charge>;
  /** Gives a hold back, nothing charged. Resolves also when the database is down: it is done as soon as it can be. */
  release(release: Release): Promise<void>;
  /** Keeps requests that held nothing. Best effort: what cannot be kept raises an alarm and nothing else. */
  recordUsage(records: readonly UsageRecordInput[]): Promise<void>;
  /** Waits for everything under way, and leaves the folder only if a hold or a settlement is still open. */
  close(): Promise<void>;
}

export function createLedger(options: LedgerOptions): Ledger {
  const { pool, processId, outboxDirectory, onAlarm: alarm = () => {}, now = () => performance.now() } = options;
  const limits = { ...LIMITS, ...options.limits };
  const owner = { processId, ttlMs: limits.holdTtlMs };
  const holds = createCombiner<HoldRequest, HoldResult>({
    run: (accountId, requests) => placeHolds(pool, owner, accountId, requests),
    maxQueue: limits.maxWaiting,
  });
  const settlements = createCombiner<Settlement, Charge>({ run: (id, items) => settleAll(pool, id, items) });
  const releases = createCombiner<Release, boolean>({ run: (id, items) => releaseAll(pool, id, items) });
  const records = createCombiner<UsageRecordInput, true>({
    run: async (_, items) => {
      await recordUsage(pool, items);
      return items.map(() => true);
    },
  });
  const attempts = createAttemptWriter(pool, (err, count) => alarm({ kind: 'attempts_not_recorded', count, err }));
  const outbox = createOutbox(outboxDirectory);
  const postponed = createPostponed({ now, release: (release) => releases.submit(release.accountId, release) });
  const open = new Map<string, bigint>(); // what this process holds, for when the database cannot tell
  claimFolder(outboxDirectory);

  async function placeHold(request: HoldRequest): Promise<HoldResult> {
    if (request.amount <= 0n || request.amount > MAX_AMOUNT) throw new RangeError(`Not a hold: ${request.amount}`);
    try {
      const result = await persist(limits.holdTimeoutMs, () => holds.submit(request.accountId, request));
      if (result.placed) open.set(request.requestId, request.amount);
      return result;
    } catch (cause) {
      if (!isTransient(cause)) throw cause;
      // It may have been placed, or may yet be: nobody will use it, so it goes back once that is certain.
      if (!holds.withdraw(request.accountId, request)) postponed.add(request, { isUncertain: true });
      throw new AppError('billing_unavailable', 'Billing is not available at this moment. Nothing was charged.', {
        cause,
      });
    }
  }

  async function settle(settlement: Settlement): Promise<Charge> {
    const { requestId, accountId } = settlement;
    if (settlement.cost < 0n || settlement.cost > MAX_AMOUNT) throw new RangeError(`Not a cost: ${settlement.cost}`);
    const charge = await persist(limits.settleTimeoutMs, () => settlements.submit(accountId, settlement)).catch(
      (error) => settleLater(settlement, error),
    );
    open.delete(requestId);
    if (charge.absorbed > 0n) alarm({ kind: 'settle_exceeds_hold', requestId, accountId });
    return charge;
  }

  async function settleLater(settlement: Settlement, cause: unknown): Promise<Charge> {
    if (!isTransient(cause)) throw cause;
    const { requestId, accountId, cost } = settlement;
    settlements.withdraw(accountId, settlement);
    try {
      await outbox.append(settlement);
    } catch (err) {
      alarm({ kind: 'outbox_unwritable', requestId, accountId, err });
      throw new AppError('billing_unavailable', 'The request could not be billed, so it is not charged.', {
        cause: err,
      });
    }
    alarm({ kind: 'settled_to_outbox', requestId, accountId, err: cause });
    const held = open.get(requestId) ?? cost;
    return cost <= held
      ? { charged: cost, absorbed: ZERO_USD }
      : { charged: nanoUsd(held), absorbed: nanoUsd(cost - held) };
  }

  async function release(release: Release): Promise<void> {
    open.delete(release.requestId);
    try {
      await persist(limits.holdTimeoutMs, () => releases.submit(release.accountId, release));
    } catch (err) {
      if (!isTransient(err)) throw err;
      postponed.add(release);
      alarm({ kind: 'release_postponed', requestId: release.requestId, accountId: release.accountId, err });
    }
  }

  async function keepUsage(rows: readonly UsageRecordInput[]): Promise<void> {
    const outcomes = await Promise.allSettled(rows.map((row) => records.submit('', row)));
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (failed.length > 0) alarm({ kind: 'usage_not_recorded', count: failed.length, err: failed[0]?.reason });
  }

  async function close(): Promise<void> {
    await Promise.all([holds.idle(), settlements.idle(), releases.idle(), records.idle()]);
    await attempts.flush();
    await outbox.close();
    if (outbox.pending().length === 0 && open.size === 0) removeFolder(outboxDirectory);
  }

  const verbs = { placeHold, settle, release, recordUsage: keepUsage, close };
  return { processId, outboxDirectory, pool, outbox, postponed, alarm, attempts, ...verbs };
}

/** Where the processes of this machine keep their outboxes, a folder each. */
export const outboxRoot = (): string => join(env.DATA_DIR, 'outbox');

let shared: Ledger | undefined;

/** This process's ledger. Whoever serves paid requests also calls `startLedgerUpkeep`. */
export function ledger(): Ledger {
  if (shared) return shared;
  const processId = newId('process');
  shared = createLedger({
    pool: pool(),
    processId,
    outboxDirectory: join(outboxRoot(), processId),
    onAlarm: (alarm) => log.warn(alarm, ALARMS[alarm.kind]),
  });
  return shared;
}
