import 'server-only';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { applyEvent } from './apply-event.ts';
import { isLive } from './client.ts';
import type { StripeNotice } from './notices.ts';
import type { StripeEvent } from './webhook.ts';

const saveDelivery = statement(
  'stripe_save_delivery',
  `INSERT INTO stripe_delivery AS d (event_id, type, object_id, livemode, api_version, applied_at, error)
   VALUES ($1, $2, $3, $4, $5, CASE WHEN $6::text IS NULL THEN now() END, $6)
   ON CONFLICT (event_id) DO UPDATE SET attempts = d.attempts + 1,
     applied_at = coalesce(d.applied_at, excluded.applied_at), error = CASE WHEN d.applied_at IS NULL THEN excluded.error END`,
);

/** Records the outcome of an event as the last step: if the process dies before, Stripe sends the event again. */
export async function recordDelivery(event: StripeEvent, error: string | null): Promise<void> {
  const { id, type, objectId, livemode, apiVersion } = event;
  await saveDelivery(pool(), [id, type, objectId, livemode, apiVersion, error]);
}

/** Describes an error to the operator. The Stripe package's errors share one name; their class is more specific. */
export const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);

const MAX_ATTEMPTS = 50;
const BATCH = 100;

/** Retries events that failed, after Stripe has stopped sending them. Runs every minute. */
export async function retryDeliveries(): Promise<StripeNotice[]> {
  const due = await db.stripeDelivery.findMany({
    where: {
      appliedAt: null,
      attempts: { lt: MAX_ATTEMPTS },
      livemode: isLive(),
      NOT: { error: { startsWith: 'It is of' } },
    },
    orderBy: { receivedAt: 'asc' },
    take: BATCH,
  });
  const notices: StripeNotice[] = [];
  for (const { eventId, type, objectId, livemode, apiVersion } of due) {
    const event = { id: eventId, type, objectId, livemode, apiVersion, account: null };
    try {
      notices.push(...(await applyEvent(event)));
      await recordDelivery(event, null);
    } catch (error) {
      await recordDelivery(event, wordsOf(error));
    }
  }
  return notices;
}

const KEPT_MS = 90 * 86_400_000;

/** Deletes events that were applied three months ago. */
export async function pruneDeliveries(nowMs = Date.now()): Promise<void> {
  const receivedAt = { lt: new Date(nowMs - KEPT_MS) };
  await db.stripeDelivery.deleteMany({ where: { receivedAt, appliedAt: { not: null } } });
}
