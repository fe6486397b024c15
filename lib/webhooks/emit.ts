import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { limit } from '#lib/auth/limits.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { toBody, type WebhookEvent } from './events.ts';

/** Queues a message to each endpoint of the account that subscribes to this type of event, in the caller's transaction. */
export async function emitEvent(tx: Transaction, accountId: string, event: WebhookEvent): Promise<void> {
  const where = { accountId, pausedAt: null, events: { has: event.type } };
  const endpoints = await tx.webhookEndpoint.findMany({ where, select: { id: true } });
  await queueMessage(
    tx,
    endpoints.map(({ id }) => id),
    { accountId, event },
  );
}

interface Told {
  accountId: string;
  event: WebhookEvent;
}

async function queueMessage(
  tx: Transaction,
  endpointIds: readonly string[],
  { accountId, event }: Told,
): Promise<void> {
  const now = new Date();
  const message = { messageId: newId('message'), type: event.type, body: toBody(accountId, event, now) };
  const rows = endpointIds.map((endpointId) => ({ id: newId('delivery'), endpointId, ...message, nextAttemptAt: now }));
  await tx.webhookDelivery.createMany({ data: rows });
  for (const { id } of rows) await enqueueAttempt(tx, id, now);
}

/** The job's subject keeps one attempt per delivery in the queue. */
export const enqueueAttempt = (tx: Transaction, deliveryId: string, runAt: Date): Promise<void> =>
  enqueue(tx, [
    { kind: 'webhook_delivery', subject: `webhook_delivery:${deliveryId}`, payload: { deliveryId }, runAt },
  ]);

interface Chosen {
  accountId: string;
  id: string;
}

/** Sends a test event to an endpoint. @throws not_found; forbidden; conflict while it is paused; rate_limit_exceeded */
export async function sendTest(user: { id: string }, { accountId, id }: Chosen): Promise<void> {
  await limit('webhook:account', accountId);
  await transaction(async (tx) => {
    await requirePermission(user, accountId, 'billing:manage', tx);
    await assertRunning(tx, { id, accountId });
    await queueMessage(tx, [id], { accountId, event: { type: 'webhook.test', data: { endpoint_id: id } } });
  });
}

/**
 * Sends a message again, unchanged, with all its attempts.
 * @throws not_found; forbidden; conflict while its endpoint is paused; rate_limit_exceeded
 */
export async function resendDelivery(user: { id: string }, { accountId, id }: Chosen): Promise<void> {
  await limit('webhook:account', accountId);
  await transaction(async (tx) => {
    await requirePermission(user, accountId, 'billing:manage', tx);
    const delivery = await tx.webhookDelivery.findFirst({ where: { id, endpoint: { accountId } } });
    if (!delivery) throw new AppError('not_found', 'There is no such delivery.');
    await assertRunning(tx, { id: delivery.endpointId, accountId });
    const nextAttemptAt = new Date();
    const again = { state: 'pending', attempts: 0, nextAttemptAt } as const;
    const { count } = await tx.webhookDelivery.updateMany({ where: { id, state: { not: 'pending' } }, data: again });
    if (count > 0) await enqueueAttempt(tx, id, nextAttemptAt);
  });
}

async function assertRunning(tx: Transaction, where: Chosen): Promise<void> {
  const endpoint = await tx.webhookEndpoint.findFirst({ where, select: { pausedAt: true } });
  if (!endpoint) throw new AppError('not_found', 'There is no such webhook endpoint.');
  if (endpoint.pausedAt) throw new AppError('conflict', 'The endpoint is paused. Resume it first.');
}
