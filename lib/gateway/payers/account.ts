import 'server-only';
import { noteReachedCaps } from '#lib/billing/budgets/reached.ts';
import type { HoldResult } from '#lib/billing/ledger/hold.ts';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import { ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { getBalance } from '#lib/billing/queries.ts';
import type { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';
import { sessionOf } from '#lib/usage/session.ts';
import { tagsOf } from '#lib/usage/tags.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Payer, Reservation } from '../core/payer.ts';
import type { PreparedRequest } from '../core/prepare.ts';
import { UpstreamError } from '../messages/failure.ts';
import { countedWorstCase, leastCaseOf } from '../messages/worst-case.ts';
import { toPaymentError } from './payment-error.ts';
import { capSession, readSessionCap } from './session.ts';
import { toRefusalRecord, toUsageRecord } from './usage-record.ts';

/** The account behind a key: live keys pay from its credit, test keys pay nothing, and both leave a record. */
export const accountPayer: Payer = {
  reserve: async (prepared) => {
    const { session: name, sessionCap } = prepared.context;
    const session = name === null && sessionCap === null ? null : readSessionCap(prepared);
    if (prepared.principal.mode === 'test') return recordOnly(prepared);
    if (session) await capSession(prepared.principal.accountId, session);
    return hold(prepared);
  },
  recordRefusal: (refused, error) => void ledger().recordUsage([toRefusalRecord(refused, error)]),
};

/** Sets the worst case aside. @throws AppError 402 when the balance or a cap of the key does not cover it. */
async function hold(prepared: PreparedRequest): Promise<Reservation> {
  const { accountId, keyId } = prepared.principal;
  const { requestId } = prepared.context;
  await holdWorstCase(prepared);
  return {
    settle: async (outcome) => {
      const { cost, remainderPico } = costOf(outcome.tokens, prepared.model.rates);
      const usage = toUsageRecord(prepared, outcome, remainderPico);
      const { charged } = await ledger().settle({ requestId, accountId, keyId, cost, usage });
      keepAttempts(prepared, usage);
      return charged;
    },
    release: async (outcome) => {
      const usage = toUsageRecord(prepared, outcome);
      await ledger().release({ requestId, accountId, keyId, usage });
      keepAttempts(prepared, usage);
    },
  };
}

function recordOnly(prepared: PreparedRequest): Reservation {
  const record = async (outcome: Outcome) => {
    const usage = toUsageRecord(prepared, outcome);
    await ledger().recordUsage([usage]);
    keepAttempts(prepared, usage);
  };
  return {
    settle: async (outcome) => {
      await record(outcome);
      return ZERO_USD;
    },
    release: record,
  };
}

/** Records the upstream calls in the background. An open call ends with the outcome, before the settlement. */
function keepAttempts(
  { context, attempts }: PreparedRequest,
  { durationMs }: Pick<UsageRecordInput, 'durationMs'>,
): void {
  ledger().attempts.keep(context.requestId, attempts.toRecord(durationMs));
}

/**
 * Holds the worst case of a request. Its size is a good enough bound for most. Upstream counts the tokens of a PDF,
 * whose size says nothing, and where the size bound exceeds the balance but the count may not.
 * @throws AppError 402 when balance or a cap of the key does not cover it
 */
async function holdWorstCase(prepared: PreparedRequest): Promise<void> {
  const isOpaque = prepared.translated.bound.documents > 0;
  const counted = isOpaque && (await hasMoney(prepared)) ? await count(prepared) : null;
  const amount = counted ?? prepared.worstCase;
  const placed = await place(prepared, amount);
  if (placed.placed) return;
  const smaller = !isOpaque && mayFit(prepared, roomOf(placed)) ? await count(prepared) : null;
  if (smaller === null || smaller >= amount) throw toRefusal(placed, amount);
  const placedAgain = await place(prepared, smaller);
  if (!placedAgain.placed) throw toRefusal(placedAgain, smaller);
}

function toRefusal(refused: Extract<HoldResult, { placed: false }>, amount: NanoUsd): AppError {
  if (refused.reason === 'cap_reached') noteReachedCaps(refused.caps);
  return toPaymentError(refused, amount);
}

function place({ context, principal, request, priceId }: PreparedRequest, amount: NanoUsd): Promise<HoldResult> {
  const { accountId, keyId } = principal;
  const tags = tagsOf(context.tags, request.metadata);
  const sessionId = sessionOf(context.session, request.metadata);
  return ledger().placeHold({ requestId: context.requestId, accountId, keyId, priceId, amount, tags, sessionId });
}

/** A balance that cannot be read counts as zero: the hold then fails with its own error. */
async function hasMoney(prepared: PreparedRequest): Promise<boolean> {
  const balance = await getBalance(prepared.principal.accountId).catch(() => null);
  return balance !== null && mayFit(prepared, balance.available);
}

/** Whether counting upstream can help: most refused requests have no money left at all. */
const mayFit = (prepared: PreparedRequest, room: bigint): boolean => leastCaseOf(prepared) <= room;

function roomOf(refusal: Extract<HoldResult, { placed: false }>): bigint {
  if (refusal.reason === 'insufficient_credit') return refusal.available;
  const rooms = refusal.caps.map(({ cap, used }) => cap - used);
  return rooms.reduce((least, room) => (room < least ? room : least));
}

async function count(prepared: PreparedRequest): Promise<NanoUsd | null> {
  const inputTokens = await countInput(prepared);
  return inputTokens === null ? null : countedWorstCase(inputTokens, prepared);
}

/** Null when upstream does not count: its answer to the request itself will explain why. */
export async function countInput({ upstream, translated, model }: PreparedRequest): Promise<number | null> {
  try {
    return await upstream.countTokens(translated.body);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ model: model.id, failure: error.failure.kind }, 'upstream did not count a prompt');
    return null;
  }
}
