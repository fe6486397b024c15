import 'server-only';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '#lib/config/env.ts';
import { makeDataFolder } from './folders.ts';
import { findFreePort } from './local-port.ts';
import { keepProgram } from './programs.ts';

export interface LocalStripeSettings {
  STRIPE_SECRET_KEY: string;
  STRIPE_WEBHOOK_SECRET: string;
  STRIPE_API_BASE: string;
}

export interface Payments {
  /** Settings for all processes. */
  settings: LocalStripeSettings | Record<string, never>;
  /** Resolves when payments can be made. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

/** Whether payments are simulated: Stripe is not configured, and neither is Anthropic, so that credit costs nothing. */
export const playsPayments = ({
  STRIPE_SECRET_KEY,
  ANTHROPIC_API_KEY,
}: Pick<Env, 'STRIPE_SECRET_KEY' | 'ANTHROPIC_API_KEY'>) =>
  STRIPE_SECRET_KEY === undefined && ANTHROPIC_API_KEY.length === 0;

/**
 * Simulates Stripe in a separate process beside the sandbox, so that a newcomer can pay with a test card and watch the
 * credit arrive. The keys are new each time, and only valid on this machine.
 * @param told settings of address, public URL and data folder, as the process reads them
 */
export async function playPayments(
  env: Pick<Env, 'STRIPE_SECRET_KEY' | 'ANTHROPIC_API_KEY'>,
  told: NodeJS.ProcessEnv & { DATA_DIR: string },
): Promise<Payments> {
  if (!playsPayments(env)) return { settings: {}, ready: Promise.resolve(), stop: async () => {} };
  const data = told.DATA_DIR;
  makeDataFolder(data);
  const settings = {
    STRIPE_SECRET_KEY: `sk_test_local_${randomBytes(12).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('hex')}`,
    STRIPE_API_BASE: `http://127.0.0.1:${await findFreePort()}`,
  };
  const stripe = keepProgram('local Stripe', 'local-stripe.ts', { args: [], env: { ...told, ...settings } });
  writeFileSync(accessFile(data), JSON.stringify(settings), { mode: 0o600 });
  return {
    settings,
    ready: stripe.ready,
    stop: async () => {
      rmSync(accessFile(data), { force: true });
      await stripe.stop();
    },
  };
}

const accessFile = (data: string): string => join(data, 'local-stripe-access.json');

/** Settings to reach the local Stripe that runs on this data, for commands; null when none runs. */
export async function findLocalStripe(data: string): Promise<LocalStripeSettings | null> {
  try {
    const settings = JSON.parse(readFileSync(accessFile(data), 'utf8')) as LocalStripeSettings;
    await fetch(settings.STRIPE_API_BASE);
    return settings;
  } catch {
    return null; // never started, stopped, or killed
  }
}
