import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env } from '#lib/config/env.ts';

export interface Wishes {
  work: 'cross' | 'order';
  accountId: string;
  userId?: string;
  times?: number;
  /** Kills itself after so many answers of Stripe. */
  killAfter?: number;
}

/** Starts another process on the same database and Stripe. It waits for a signal to begin. */
export function startProcess(wishes: Wishes) {
  const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE } = env;
  const settings = { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE };
  const script = join(import.meta.dirname, 'process.ts');
  const flags = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, script, JSON.stringify({ settings, ...wishes })], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const end = new Promise<'done' | 'killed' | 'failed'>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ? 'killed' : code === 0 ? 'done' : 'failed')),
  );
  return {
    ready: new Promise((resolve) => child.stdout.once('data', resolve)),
    go: () => child.stdin.write('go\n'),
    end,
  };
}
