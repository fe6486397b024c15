import { env } from '#lib/config/env.ts';
import { transaction } from '#lib/db/transaction.ts';
import { queueMail, sendQueuedMail } from '#lib/email/queue.ts';
import type { Handlers } from '../run.ts';
import { startWorker } from '../worker.ts';

/*
 * A separate process, for tests of several processes: it queues a mail in a transaction and is killed at once, or works
 * until it is stopped. Started by `startProcess`.
 */
const { settings, work, to } = JSON.parse(process.argv[2] ?? '{}');
Object.assign(env, settings);

const letterTo = (address: string) => ({ name: 'accountDeleted', to: address, locale: 'en', values: {} }) as const;

const WORK: Record<string, () => Promise<unknown>> = {
  async promise() {
    await transaction((tx) => queueMail(tx, [letterTo(to)]));
    process.kill(process.pid, 'SIGKILL'); // drops all pending work of this process
  },
  async break() {
    await transaction(async (tx) => {
      await queueMail(tx, [letterTo(to)]);
      process.kill(process.pid, 'SIGKILL'); // before the commit
    });
  },
  async work() {
    const handlers: Handlers = { mail: { run: sendQueuedMail } };
    const stop = startWorker(handlers, { pollMs: 50 });
    await new Promise((resolve) => process.stdin.once('end', resolve));
    await stop();
  },
  /** Dies while sending, after it has claimed the mail. */
  async die() {
    startWorker({ mail: { run: async () => process.kill(process.pid, 'SIGKILL') } });
  },
};

process.stdin.resume();
process.stdout.write('ready\n');
await WORK[work]?.();
if (work !== 'die') process.exit();
