import type { StripeNotice } from '#lib/stripe/notices.ts';

/** What each kind of job is told. */
export interface JobPayloads {
  /** A letter, sealed: it may hold a link that signs in. */
  mail: { sealed: string };
  stripe_notice: StripeNotice;
  auto_top_up: { accountId: string };
  key_reminders: Record<never, never>;
  spend_alerts: Record<never, never>;
  stripe_minute: Record<never, never>;
  stripe_hour: Record<never, never>;
  usage_parts: Record<never, never>;
  usage_repair: Record<never, never>;
  purge: Record<never, never>;
}

export type JobKind = keyof JobPayloads;

/** Work to be done outside a request. */
export type NewJob<Kind extends JobKind = JobKind> = {
  [K in Kind]: {
    kind: K;
    payload: JobPayloads[K];
    id?: string;
    /** While a job with this subject is open, another one is not added. */
    subject?: string;
    runAt?: Date;
  };
}[Kind];
