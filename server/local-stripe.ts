import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '#lib/config/env.ts';
import { startLocalStripe } from '#lib/local-stripe/server.ts';
import { makeDataFolder } from './data-folder.ts';

export interface LocalStripeSettings {
  STRIPE_SECRET_KEY: string;
  STRIPE_WEBHOOK_SECRET: string;
  STRIPE_API_BASE: string;
}

interface Place {
  /** The data folder. */
  data: string;
  /** Where this installation listens, and where people reach it. */
  host: string;
  port: number;
  url: string;
}

/** How long banks take, for people who try it out. */
const SETTLE_AFTER_MS = 10_000;
const ANYWHERE = new Set(['0.0.0.0', '::', '']);

/** Whether payments are played: nobody has set up Stripe, and what credit buys costs nothing either. */
export const playsPayments = ({
  STRIPE_SECRET_KEY,
  ANTHROPIC_API_KEY,
}: Pick<Env, 'STRIPE_SECRET_KEY' | 'ANTHROPIC_API_KEY'>) =>
  STRIPE_SECRET_KEY === undefined && ANTHROPIC_API_KEY.length === 0;

/**
 * Plays Stripe beside the sandbox, so that a newcomer can pay with a test card and watch the credit arrive. What happened is
 * kept in the data folder and goes on after a restart; the keys are new each time, and only for this machine.
 */
export async function playPayments(
  env: Pick<Env, 'STRIPE_SECRET_KEY' | 'ANTHROPIC_API_KEY'>,
  { data, host, port, url }: Place,
): Promise<{ settings: LocalStripeSettings | Record<string, never>; stop(): Promise<void> }> {
  if (!playsPayments(env)) return { settings: {}, stop: async () => {} };
  makeDataFolder(data);
  const secret = `whsec_${randomBytes(24).toString('hex')}`;
  const here = ANYWHERE.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const stripe = await startLocalStripe({
    secretKey: `sk_test_local_${randomBytes(12).toString('hex')}`,
    webhook: { url: `http://${here}:${port}/api/stripe/webhook`, secret },
    pagesUrl: `${url}/dev/stripe`,
    stateFile: join(data, 'local-stripe.json'),
    settleAfterMs: SETTLE_AFTER_MS,
  });
  const settings = {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: secret,
    STRIPE_API_BASE: stripe.url,
  };
  writeFileSync(accessFile(data), JSON.stringify(settings), { mode: 0o600 });
  return {
    settings,
    stop: async () => {
      rmSync(accessFile(data), { force: true });
      await stripe.close();
    },
  };
}

const accessFile = (data: string): string => join(data, 'local-stripe-access.json');

/** How to reach the local Stripe of an installation that runs on this data, for commands beside it; null when none does. */
export async function findLocalStripe(data: string): Promise<LocalStripeSettings | null> {
  try {
    const settings = JSON.parse(readFileSync(accessFile(data), 'utf8')) as LocalStripeSettings;
    await fetch(settings.STRIPE_API_BASE);
    return settings;
  } catch {
    return null; // never started, stopped, or ended without a word
  }
}
