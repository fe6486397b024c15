import { z } from 'zod';
import { usdInput } from '#lib/billing/usd-input.ts';
import { RETENTIONS } from '#lib/content/retention.ts';
import { editInput } from '#lib/edit.ts';
import { AppError } from '#lib/errors.ts';
import { findModel } from '#lib/models/find.ts';
import { normaliseLine, withoutBlanks } from '#lib/normalise.ts';
import { findIpRange } from './ip-range.ts';
import { GRACE_SECONDS, problemOf } from './settings.ts';

const LONGEST_NAME = 80;
const LONGEST_LIST = 100;

/** Control characters and direction marks, which could disguise a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const name = z
  .string()
  .overwrite(normaliseLine)
  .refine((text) => !UNPRINTABLE.test(text), 'A name has no control characters.')
  .min(1, 'A key needs a name.')
  .max(LONGEST_NAME, `A name has at most ${LONGEST_NAME} characters.`);

const model = z.string().transform((text, context) => {
  const found = findModel(text);
  if (found) return found.id;
  context.addIssue({ code: 'custom', message: 'There is no such model.' });
  return z.NEVER;
});

const ipRange = z
  .string()
  .overwrite(withoutBlanks)
  .refine(
    (text) => findIpRange(text) !== null,
    'Expected an address such as 203.0.113.7 or a range such as 203.0.113.0/24.',
  );

const limit = z.int().min(1).max(1_000_000_000).nullable();

const settings = {
  capTotal: usdInput.nullable(),
  capMonth: usdInput.nullable(),
  capDay: usdInput.nullable(),
  models: z.array(model).max(LONGEST_LIST),
  allowedIps: z.array(ipRange).max(LONGEST_LIST),
  requestsPerMinute: limit,
  tokensPerMinute: limit,
  concurrency: limit,
  acceptsSuccessors: z.boolean(),
  readsAccountUsage: z.boolean(),
  /** Null: the account's setting applies. */
  retention: z.enum(RETENTIONS).nullable(),
  expiresAt: z.coerce.date().nullable(),
};

export const createKeyInput = z
  .strictObject({
    name,
    mode: z.enum(['live', 'test']).default('live'),
    capTotal: settings.capTotal.default(null),
    capMonth: settings.capMonth.default(null),
    capDay: settings.capDay.default(null),
    models: settings.models.default([]),
    allowedIps: settings.allowedIps.default([]),
    requestsPerMinute: settings.requestsPerMinute.default(null),
    tokensPerMinute: settings.tokensPerMinute.default(null),
    concurrency: settings.concurrency.default(null),
    acceptsSuccessors: settings.acceptsSuccessors.default(false),
    readsAccountUsage: settings.readsAccountUsage.default(false),
    retention: settings.retention.default(null),
    expiresAt: settings.expiresAt.default(null),
  })
  .superRefine((input, context) => {
    const problem = problemOf(input);
    if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.message });
  });

export type CreateKeyInput = z.output<typeof createKeyInput>;

const shownLimit = z.int().nullable();

/** A form's original values: they may hold a model or an address that is no longer accepted. */
const shownSettings = z.strictObject({
  ...settings,
  name: z.string(),
  models: z.array(z.string()),
  allowedIps: z.array(z.string()),
  requestsPerMinute: shownLimit,
  tokensPerMinute: shownLimit,
  concurrency: shownLimit,
});

/** Absent fields stay unchanged. */
export const updateKeyInput = editInput(shownSettings, z.strictObject({ name, ...settings }));

export type UpdateKeyInput = z.output<typeof updateKeyInput>;

export const rotateKeyInput = z.strictObject({ graceSeconds: z.literal(GRACE_SECONDS) });

export type RotateKeyInput = z.output<typeof rotateKeyInput>;

const SHORTEST_LIFE_MS = 10 * 60_000;

/** A key that expires within minutes is a mistake, such as a date in the wrong year or zone. */
export function assertExpiry(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null || expiresAt.getTime() >= now.getTime() + SHORTEST_LIFE_MS) return;
  throw new AppError('invalid_value', 'A key expires at least ten minutes from now.', { param: 'expiresAt' });
}
