import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env } from '#lib/config/env.ts';

/** Starts another process on the same database and mail server. `stop` lets a worker finish its jobs. */
export function startProcess(wishes: { work: 'promise' | 'break' | 'work' | 'die'; to?: string }) {
  const { DATABASE_URL, DATA_DIR, SMTP_URL } = env;
  const script = join(import.meta.dirname, 'process.ts');
  const flags = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
  const settings = { DATABASE_URL, DATA_DIR, SMTP_URL };
  const child = spawn(process.execPath, [...flags, script, JSON.stringify({ settings, ...wishes })], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const end = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  return { ready: new Promise((resolve) => child.stdout.once('data', resolve)), stop: () => child.stdin.end(), end };
}
