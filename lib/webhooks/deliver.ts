import 'server-only';
import { notifyPayers } from '#lib/alerts/payers.ts';
import { audit } from '#lib/audit/audit.ts';
import { db } from '#lib/db/client.ts';
import type { WebhookPause } from '#lib/db/generated/enums.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { type DeliveryError, nextStep } from './attempt.ts';
import { enqueueAttempt } from './emit.ts';
import { allowsLocal, hostOf } from './endpoints.ts';
import { type Network, type PostOutcome, post } from './post.ts';
import { openSecrets } from './secrets.ts';
import { signedHeaders } from './signature.ts';
import { findTarget } from './target.ts';

/**
 * Makes one attempt to deliver a message, and queues the next one if it fails. If the process dies before the outcome is
 * recorded, the message is sent again with the same id, so its receiver can recognise it.
 */
export async function deliverWebhook(
  { deliveryId: id }: { deliveryId: string },
  { finish }: Pick<JobContext, 'finish'>,
  network?: Network,
): Promise<void> {
  const delivery = await findPending(id);
  if (!delivery) return;
  const outcome = delivery.endpoint.pausedAt ? ({ error: 'paused' } as const) : await attempt(delivery, network);
  await transaction(async (tx) => {
    await finish(tx);
    await record(tx, delivery, outcome, new Date());
  });
}

const findPending = (id: string) =>
  db.webhookDelivery.findUnique({ where: { id, state: 'pending' }, include: { endpoint: true } });

type Pending = NonNullable<Awaited<ReturnType<typeof findPending>>>;
type Outcome = PostOutcome | { error: DeliveryError };

function attempt({ endpoint, messageId, body }: Pending, network?: Network): Promise<Outcome> | Outcome {
  const target = findTarget(endpoint.url, { allowsLocal: allowsLocal() });
  if (!target) return { error: 'blocked_address' };
  const now = new Date();
  const headers = {
    ...{ 'content-type': 'application/json', 'user-agent': 'TokenHub-Webhooks/1', accept: '*/*' },
    ...signedHeaders({ id: messageId, body }, openSecrets(endpoint, now), now),
  };
  return post({ target, headers, body }, network);
}

async function record(tx: Transaction, { id, attempts, endpoint }: Pending, outcome: Outcome, now: Date) {
  const isPaused = 'error' in outcome && outcome.error === 'paused';
  const next = isPaused ? ({ step: 'give_up' } as const) : nextStep(attempts + 1, outcome as PostOutcome);
  const nextAttemptAt = next.step === 'wait' ? new Date(now.getTime() + next.seconds * 1_000) : null;
  const state = { delivered: 'delivered', wait: 'pending', gone: 'failed', give_up: 'failed' } as const;
  const { count } = await tx.webhookDelivery.updateMany({
    where: { id },
    data: {
      ...(!isPaused && { attempts: attempts + 1, lastAttemptAt: now }),
      ...{ state: state[next.step], nextAttemptAt },
      responseStatus: 'status' in outcome ? outcome.status : null,
      responseBody: 'status' in outcome ? outcome.text : null,
      error: 'error' in outcome ? outcome.error : null,
    },
  });
  if (count === 0 || isPaused) return; // the endpoint was deleted meanwhile, or the attempt says nothing about it
  if (nextAttemptAt) await enqueueAttempt(tx, id, nextAttemptAt);
  await judgeEndpoint(tx, { ...endpoint, step: next.step, now });
}

const FAILING_MS = 3 * 24 * 3_600_000;

interface Judged {
  id: string;
  accountId: string;
  url: string;
  step: ReturnType<typeof nextStep>['step'];
  now: Date;
}

/** Pauses an endpoint that answers 410, and one without a success for three days when a message is given up. */
async function judgeEndpoint(tx: Transaction, { step, now, ...endpoint }: Judged): Promise<void> {
  const { id } = endpoint;
  if (step === 'delivered') {
    await tx.webhookEndpoint.updateMany({ where: { id, failingSince: { not: null } }, data: { failingSince: null } });
    return;
  }
  await tx.webhookEndpoint.updateMany({ where: { id, failingSince: null }, data: { failingSince: now } });
  if (step === 'gone') await pause(tx, { ...endpoint, pausedBy: 'gone', now });
  if (step === 'give_up') await pause(tx, { ...endpoint, pausedBy: 'failing', now });
}

interface Paused extends Omit<Judged, 'step'> {
  pausedBy: Exclude<WebhookPause, 'member'>;
}

async function pause(tx: Transaction, { id, accountId, url, pausedBy, now }: Paused): Promise<void> {
  const hasFailedLong = pausedBy === 'failing' && { failingSince: { lte: new Date(now.getTime() - FAILING_MS) } };
  const where = { id, pausedAt: null, ...hasFailedLong };
  const { count } = await tx.webhookEndpoint.updateMany({ where, data: { pausedAt: now, pausedBy } });
  if (count === 0) return;
  const host = hostOf(url);
  await notifyPayers(tx, accountId, ({ account, linkTo }) => ({
    name: 'webhookPaused',
    values: { account, host, reason: pausedBy, url: linkTo(`/settings/webhooks/${id}`) },
  }));
  await audit({ action: 'webhook.paused', accountId, target: host, details: { id, reason: pausedBy } }, tx);
}
