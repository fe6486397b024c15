import { env } from '#lib/config/env.ts';
import { autoTopUp } from '../auto/run.ts';
import { stripe } from '../client.ts';
import { createTopUp } from '../create-top-up.ts';
import { ADDRESSES } from './addresses.ts';

/*
 * A separate process, for tests of several processes. It does one thing and prints `done`, or kills itself once Stripe
 * has answered its `killAfter`-th call, before the answer is read. Started by `startProcess`.
 */
const { settings, work, killAfter, accountId, userId, times } = JSON.parse(process.argv[2] ?? '{}');
Object.assign(env, settings);

if (killAfter) {
  let answered = 0;
  stripe().on('response', () => {
    answered += 1;
    if (answered === killAfter) process.kill(process.pid, 'SIGKILL');
  });
}

/** Crosses the threshold `times` times, twenty at once. */
async function cross(): Promise<void> {
  for (let left = times; left > 0; left -= 20)
    await Promise.all(Array.from({ length: Math.min(left, 20) }, () => autoTopUp(accountId)));
}

const WORK: Record<string, () => Promise<unknown>> = {
  cross,
  order: () => {
    const wish = { accountId, netCents: 2_500, savesCard: false, locale: 'en', ...ADDRESSES };
    return createTopUp({ id: userId }, wish, { ip: null, userAgent: 'test' });
  },
};

process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve)); // all processes start together
await WORK[work]?.();
process.stdout.write('done\n');
process.exit();
