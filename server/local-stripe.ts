import { join } from 'node:path';
import { env, publicUrl } from '#lib/config/env.ts';
import { startLocalStripe } from '#lib/local-stripe/server.ts';
import { onStopMessage } from './stop-message.ts';

/** Time after which simulated bank payments settle, short enough for a trial. */
const SETTLE_AFTER_MS = 10_000;
const ANYWHERE = new Set(['0.0.0.0', '::']);

/** The process that simulates Stripe while it is not configured. Its state survives a restart in the data folder. */
const host = ANYWHERE.has(env.HOST) ? '127.0.0.1' : env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
const stripe = await startLocalStripe({
  port: Number(new URL(env.STRIPE_API_BASE).port),
  secretKey: env.STRIPE_SECRET_KEY ?? '',
  webhook: { url: `http://${host}:${env.PORT}/api/stripe/webhook`, secret: env.STRIPE_WEBHOOK_SECRET ?? '' },
  pagesUrl: `${publicUrl}/dev/stripe`,
  stateFile: join(env.DATA_DIR, 'local-stripe.json'),
  settleAfterMs: SETTLE_AFTER_MS,
});
onStopMessage('stop', stripe.close);
process.send?.('listening');
