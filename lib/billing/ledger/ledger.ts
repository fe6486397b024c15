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
  /** This process's own folder, named by its id, beside those of other processes. */
  outboxDirectory: string;
  onAlarm?: (alarm: LedgerAlarm) => void;
  /** Milliseconds, for postponed work; not necessarily the time of day. */
  now?: () => number;
  limits?: Partial<LedgerLimits>;
}

export interface LedgerLimits {
  /** The lifetime of an unresolved hold. Longer than any request may take. */
  holdTtlMs: number;
  /** After this, a request is refused instead of waiting for its hold. */
  holdTimeoutMs: number;
  /** After this, a settlement is written to the outbox. */
  settleTimeoutMs: number;
  /** The most holds waiting per account; further ones are refused with 429. */
  maxWaiting: number;
  /** The interval between statements of a busy account, so that each is for many requests. */
  gatherMs: number;
}

const LIMITS: LedgerLimits = {
  holdTtlMs: 1_200_000,
  holdTimeoutMs: 2_000,
  settleTimeoutMs: 5_000,
  maxWaiting: 2_000,
  gatherMs: 8,
};

export interface Ledger {
  readonly processId: string;
  readonly outboxDirectory: string;
  readonly pool: pg.Pool;
  readonly outbox: Outbox;
  /** Releases that wait for the database; the upkeep retries them. */
  readonly postponed: Postponed;
  readonly alarm: (alarm: LedgerAlarm) => void;
  /** Records the calls to providers in the background. */
  readonly attempts: AttemptWriter;
  /**
   * Reserves the worst-case cost, if account and key can cover it. Idempotent per request.
   * @throws AppError billing_unavailable (503), account_suspended (403), or rate_limit_exceeded (429) when too many wait
   */
  placeHold(request: HoldRequest): Promise<HoldResult>;
  /**
   * Charges a finished request. Once this resolves, the charge is durable. Idempotent per request.
   * @throws AppError billing_unavailable when both the database and the disk failed: then it is not billed
   */
  settle(settlement: Settlement): Promise<Charge>;
  /** Releases a hold without a charge. Resolves even when the database is down: the release is then postponed. */
  release(release: Release): Promise<void>;
  /** Records requests without a hold. Best effort: a failure only raises an alarm. */
  recordUsage(records: readonly UsageRecordInput[]): Promise<void>;
  /** Waits for running work, and keeps the folder only while a hold or a settlement is open. */
  close(): Promise<void>;
}

export function createLedger(options: LedgerOptions): Ledger {
  const { pool, processId, outboxDirectory, onAlarm: alarm = () => {}, now = () => performance.now() } = options;
  const limits = { ...LIMITS, ...options.limits };
  const owner = { processId, ttlMs: limits.holdTtlMs };
  const holds = createCombiner<HoldRequest, HoldResult>({
    run: (accountId, requests) => placeHolds(pool, owner, accountId, requests),
    maxQueue: limits.maxWaiting,
    gatherMs: limits.gatherMs,
  });
  const settlements = createCombiner<Settlement, Charge>({
    run: (id, items) => settleAll(pool, id, items),
    gatherMs: limits.gatherMs,
  });
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
  const open = new Map<string, bigint>(); // the holds of this process, for when the database is unavailable
  claimFolder(outboxDirectory);

  async function placeHold(request: HoldRequest): Promise<HoldResult> {
    if (request.amount <= 0n || request.amount > MAX_AMOUNT) throw new RangeError(`Not a hold: ${request.amount}`);
    try {
      const result = await persist(limits.holdTimeoutMs, () => holds.submit(request.accountId, request));
      if (result.placed) open.set(request.requestId, request.amount);
      return result;
    } catch (cause) {
      if (!isTransient(cause)) throw cause;
      // The hold may exist or still be placed: it will not be used, so it is released once its state is certain.
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

/** The folder with one outbox per process of this machine. */
export const outboxRoot = (): string => join(env.DATA_DIR, 'outbox');

let shared: Ledger | undefined;

/** The ledger of this process. A process that serves paid requests also calls `startLedgerUpkeep`. */
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
