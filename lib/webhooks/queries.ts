import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

const endpointSummary = {
  id: true,
  url: true,
  events: true,
  pausedBy: true,
  previousUntil: true,
  failingSince: true,
  createdAt: true,
} satisfies Prisma.WebhookEndpointSelect;

export type EndpointSummary = Prisma.WebhookEndpointGetPayload<{ select: typeof endpointSummary }>;

/** The endpoints of an account, oldest first. */
export const listEndpoints = (accountId: string): Promise<EndpointSummary[]> =>
  db.webhookEndpoint.findMany({ where: { accountId }, select: endpointSummary, orderBy: { createdAt: 'asc' } });

/** An endpoint of the account, or null. */
export const findEndpoint = (accountId: string, id: string): Promise<EndpointSummary | null> =>
  db.webhookEndpoint.findFirst({ where: { id, accountId }, select: endpointSummary });

export type Delivery = Prisma.WebhookDeliveryGetPayload<Record<never, never>>;

/** Per endpoint. */
export const SHOWN_DELIVERIES = 50;

/** The latest deliveries of an endpoint, newest first. */
export const listDeliveries = (endpointId: string): Promise<Delivery[]> =>
  db.webhookDelivery.findMany({
    where: { endpointId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN_DELIVERIES,
  });

/** All stored data about an account's webhooks, except the secrets. */
export const exportWebhooks = (accountId: string) =>
  db.webhookEndpoint.findMany({
    where: { accountId },
    select: { ...endpointSummary, pausedAt: true, deliveries: { omit: { endpointId: true } } },
    orderBy: { createdAt: 'asc' },
  });

const KEPT_MS = 30 * 86_400_000;

/** Deletes deliveries older than 30 days. */
export async function purgeDeliveries(now = new Date()): Promise<void> {
  await db.webhookDelivery.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
}
