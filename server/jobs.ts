import 'server-only';
import { sendCapAlert, sendCapReached } from '#lib/alerts/cap-alert.ts';
import { sendLowBalance } from '#lib/alerts/low-balance.ts';
import { announcePrice, mailPriceChange } from '#lib/alerts/price-change-mail.ts';
import { sendSpendAlerts } from '#lib/alerts/spend-alert-mail.ts';
import { purgeTokens } from '#lib/auth/tokens.ts';
import { forgetSessionCaps } from '#lib/billing/budgets/session-cap.ts';
import { purgeContent } from '#lib/content/delete.ts';
import { sendQueuedMail } from '#lib/email/queue.ts';
import type { JobKind } from '#lib/jobs/enqueue.ts';
import { purgeGivenUp } from '#lib/jobs/queries.ts';
import type { Handlers } from '#lib/jobs/run.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { sendReminders } from '#lib/keys/reminders.ts';
import { purgeShares } from '#lib/playground/share/remove.ts';
import { autoTopUp } from '#lib/stripe/auto/run.ts';
import { stripeMode } from '#lib/stripe/client.ts';
import { mailNotice } from '#lib/stripe/notice-letters.ts';
import { everyHour, everyMinute } from '#lib/stripe/rounds.ts';
import { addUsageParts } from '#lib/usage/parts.ts';
import { repairUsage } from '#lib/usage/rebuild.ts';
import { deliverWebhook } from '#lib/webhooks/deliver.ts';
import { purgeDeliveries } from '#lib/webhooks/queries.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** All work outside of requests, by name: there are no other delayed mails or regular tasks. */
export const JOBS = {
  mail: { run: sendQueuedMail },
  stripe_notice: { run: mailNotice },
  auto_top_up: { run: async ({ accountId }) => stripeMode() !== 'none' && autoTopUp(accountId) },
  low_balance: { run: sendLowBalance },
  cap_alert: { run: sendCapAlert },
  cap_reached: { run: sendCapReached },
  price_change: { run: (payload, job) => announcePrice(payload, job) },
  price_mail: { run: (payload, job) => mailPriceChange(payload, job) },
  webhook_delivery: { run: (payload, job) => deliverWebhook(payload, job) },
  stripe_minute: { run: everyMinute, everyMs: MINUTE_MS },
  stripe_hour: { run: everyHour, everyMs: HOUR_MS },
  spend_alerts: { run: sendSpendAlerts, everyMs: MINUTE_MS },
  key_reminders: { run: () => sendReminders(), everyMs: HOUR_MS },
  usage_parts: { run: addUsageParts, everyMs: DAY_MS },
  usage_repair: { run: () => repairUsage(), everyMs: DAY_MS },
  content_purge: { run: () => Promise.all([purgeContent(), purgeShares()]), everyMs: MINUTE_MS },
  purge: {
    run: () => Promise.all([purgeTokens(), purgeGivenUp(), forgetSessionCaps(), purgeDeliveries()]),
    everyMs: HOUR_MS,
  },
} as const satisfies Handlers & Record<JobKind, unknown>;

/** Runs jobs in this process until the returned function is called. Webhooks have their own worker: slow endpoints delay no mail. */
export function startJobs(): () => Promise<void> {
  const { webhook_delivery, ...own } = JOBS;
  const workers = [startWorker(own), startWorker({ webhook_delivery }, { slots: 8 })];
  return async () => void (await Promise.all(workers.map((stop) => stop())));
}
