import 'server-only';
import Stripe from 'stripe';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';

/** The API version this code was written for. It is explicit, so that an upgrade of the package cannot change it. */
const API_VERSION = '2026-10-28.endive';
const TIMEOUT_MS = 20_000;
const MAX_RETRIES = 2;

/** `none`: no keys. `local`: the local Stripe on this machine. `test`: Stripe, without money. */
export type StripeMode = 'none' | 'local' | 'test' | 'live';

export function stripeMode(): StripeMode {
  if (!env.STRIPE_SECRET_KEY) return 'none';
  if (isLive()) return 'live';
  return new URL(env.STRIPE_API_BASE).protocol === 'http:' ? 'local' : 'test';
}

/** The `livemode` of every object of this key. */
export const isLive = (): boolean => /^[sr]k_live_/.test(env.STRIPE_SECRET_KEY ?? '');

/** Whether a card may be kept and charged without its owner. Where Stripe is the seller, it may not. */
export const keepsCards = (): boolean => !env.STRIPE_MANAGED_PAYMENTS;

/** @throws conflict where no card may be kept */
export function assertKeepsCards(): void {
  if (!keepsCards())
    throw new AppError('conflict', 'No card is kept here: Stripe sells the credit. Top up when you need to.');
}

let shared: { for: string; client: Stripe } | undefined;

/** @throws billing_unavailable without a key */
export function stripe(): Stripe {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = env;
  if (!key)
    throw new AppError('billing_unavailable', 'This installation takes no payments: STRIPE_SECRET_KEY is not set.');
  const wanted = `${key} ${base}`;
  if (shared?.for !== wanted) shared = { for: wanted, client: connect(key, new URL(base)) };
  return shared.client;
}

function connect(key: string, { protocol, hostname, port }: URL): Stripe {
  return new Stripe(key, {
    apiVersion: API_VERSION,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    ...(port && { port }),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: MAX_RETRIES,
    telemetry: false,
    appInfo: { name: 'TokenHub' },
  });
}
