import 'server-only';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { env, publicUrl } from '#lib/config/env.ts';
import { isThisMachine } from '#lib/config/kinds.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import type { CreateEndpointInput } from './schema.ts';
import { sealSecret } from './secrets.ts';
import { newSecret } from './signature.ts';
import { findTarget } from './target.ts';

/** Per account. */
export const MOST_ENDPOINTS = 10;

interface Chosen {
  accountId: string;
  id: string;
}

interface Fresh {
  id: string;
  /** Returned once; the database stores it encrypted. */
  secret: string;
}

/**
 * Adds an endpoint, which receives events of these types from now on.
 * @throws not_found; forbidden; invalid_value when the address is not allowed; conflict when there are too many
 */
export function createEndpoint(
  user: { id: string },
  { accountId, url, events }: CreateEndpointInput & { accountId: string },
  caller: Caller,
): Promise<Fresh> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'billing:manage', tx);
    const target = getTarget(url);
    if ((await tx.webhookEndpoint.count({ where: { accountId } })) >= MOST_ENDPOINTS)
      throw new AppError('conflict', `An account has at most ${MOST_ENDPOINTS} webhook endpoints.`);
    const [id, secret] = [newId('webhook'), newSecret()];
    const data = { id, accountId, url: target.href, events, secret: sealSecret(id, secret) };
    await tx.webhookEndpoint.create({ data });
    const details = { id, events };
    await audit({ action: 'webhook.created', accountId, actorId: user.id, caller, target: target.host, details }, tx);
    return { id, secret };
  });
}

/**
 * Changes the address or the events of an endpoint. Queued messages go to the new address.
 * @throws not_found; forbidden; conflict when it was changed meanwhile; invalid_value
 */
export function changeEndpoint(
  user: { id: string },
  { accountId, id, edit }: Chosen & { edit: Edit<{ url: string; events: string[] }> },
  caller: Caller,
): Promise<void> {
  return change({ user, accountId, id }, async (tx, { url, events }) => {
    assertUnchanged({ url, events }, edit);
    const { after } = edit;
    if (Object.keys(after).length === 0) return;
    const target = getTarget(after.url ?? url);
    await tx.webhookEndpoint.update({ where: { id }, data: { ...after, url: target.href } });
    const details = { id, changed: Object.keys(after) };
    await audit({ action: 'webhook.changed', accountId, actorId: user.id, caller, target: target.host, details }, tx);
  });
}

/** Pauses or resumes an endpoint. Events during a pause are not sent later. @throws not_found; forbidden */
export function pauseEndpoint(
  user: { id: string },
  { accountId, id, isPaused }: Chosen & { isPaused: boolean },
  caller: Caller,
): Promise<void> {
  return change({ user, accountId, id }, async (tx, { url, pausedAt }) => {
    if ((pausedAt !== null) === isPaused) return;
    const state = isPaused
      ? ({ pausedAt: new Date(), pausedBy: 'member' } as const)
      : { pausedAt: null, pausedBy: null, failingSince: null };
    await tx.webhookEndpoint.update({ where: { id }, data: state });
    const action = isPaused ? 'webhook.paused' : 'webhook.resumed';
    await audit({ action, accountId, actorId: user.id, caller, target: hostOf(url), details: { id } }, tx);
  });
}

const BOTH_SIGN_MS = 24 * 3_600_000;

/** Creates a new secret. For a day the old one signs too, so that receivers can switch. @throws not_found; forbidden */
export function rotateSecret(user: { id: string }, { accountId, id }: Chosen, caller: Caller): Promise<Fresh> {
  return change({ user, accountId, id }, async (tx, { url, secret: previousSecret }) => {
    const secret = newSecret();
    const previousUntil = new Date(Date.now() + BOTH_SIGN_MS);
    const data = { secret: sealSecret(id, secret), previousSecret, previousUntil };
    await tx.webhookEndpoint.update({ where: { id }, data });
    const target = hostOf(url);
    await audit({ action: 'webhook.secret_rotated', accountId, actorId: user.id, caller, target, details: { id } }, tx);
    return { id, secret };
  });
}

/** Deletes an endpoint with its deliveries, queued ones included. @throws not_found; forbidden */
export function removeEndpoint(user: { id: string }, { accountId, id }: Chosen, caller: Caller): Promise<void> {
  return change({ user, accountId, id }, async (tx, { url }) => {
    await tx.webhookEndpoint.delete({ where: { id } });
    const target = hostOf(url);
    await audit({ action: 'webhook.removed', accountId, actorId: user.id, caller, target, details: { id } }, tx);
  });
}

type Endpoint = NonNullable<Awaited<ReturnType<Transaction['webhookEndpoint']['findFirst']>>>;

/** Serialises the changes to the endpoints of an account. */
function change<T>(
  { user, accountId, id }: Chosen & { user: { id: string } },
  work: (tx: Transaction, endpoint: Endpoint) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'billing:manage', tx);
    const endpoint = await tx.webhookEndpoint.findFirst({ where: { id, accountId } });
    if (!endpoint) throw new AppError('not_found', 'There is no such webhook endpoint.');
    return work(tx, endpoint);
  });
}

/** A sandbox installation at a localhost address may also send to this machine. */
export const allowsLocal = (): boolean => env.ANTHROPIC_API_KEY.length === 0 && isThisMachine(publicUrl);

/** The displayed name of an endpoint. The rest of its address may contain a secret. */
export const hostOf = (url: string): string => new URL(url).host;

function getTarget(url: string): URL {
  const target = findTarget(url, { allowsLocal: allowsLocal() });
  if (target) return target;
  const message = 'Expected an https address on the internet, on port 443 or one from 1024 on, without a password.';
  throw new AppError('invalid_value', message, { param: 'url' });
}

/** Deletes all endpoints of an account that is deleted. */
export async function removeEndpoints(accountId: string, tx: Transaction): Promise<void> {
  await tx.webhookEndpoint.deleteMany({ where: { accountId } });
}
