import 'server-only';
import { z } from 'zod';

/** A variable that is set to nothing counts as not set, as in `PORT= npm start`. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);
const text = optional(z.string().trim().min(1).optional());
const whole = (low: number, high: number, fallback: number) => {
  const error = `a whole number from ${low} to ${high}`;
  return optional(z.coerce.number(error).int(error).min(low, error).max(high, error).default(fallback));
};
const milliseconds = (fallback: number) => whole(1, 86_400_000, fallback);
const list = optional(
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ),
);

const urlWith = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`) }).transform((url) => url.replace(/\/+$/, ''));

/** A mailbox, alone or behind a name. */
const SENDER = /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

/** `sk_live_…`, `sk_test_…`, or a restricted key. */
const STRIPE_KEY = /^(?:sk|rk)_(?:live|test)_\S+$/;

/** Secrets are sent to this address, so plain http is accepted for this machine alone. */
const httpsOrLocal = (fallback: string) =>
  optional(
    urlWith('https?')
      .refine((url) => url.startsWith('https:') || /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname))
      .default(fallback),
  );

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  HOST: optional(z.string().default('0.0.0.0')),
  PORT: whole(0, 65_535, 3000),
  PUBLIC_URL: optional(urlWith('https?').optional()),
  DATA_DIR: optional(z.string().default('.data')),
  DATABASE_URL: optional(urlWith('postgres', 'postgresql').optional()),
  DATABASE_POOL: whole(2, 200, 16),
  REDIS_URL: optional(urlWith('rediss?').optional()),
  GATEWAY_WORKERS: whole(1, 64, 1),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')),
  APP_SECRET: optional(z.string().min(32).optional()),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: optional(z.string().regex(BASE64_OF_32_BYTES).optional()),

  ANTHROPIC_API_KEY: list,
  ANTHROPIC_BASE_URL: optional(urlWith('https?').default('https://api.anthropic.com')),
  ANTHROPIC_VERSION: optional(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .default('2023-06-01'),
  ),
  UPSTREAM_CONNECT_TIMEOUT_MS: milliseconds(5_000),
  UPSTREAM_FIRST_EVENT_TIMEOUT_MS: milliseconds(60_000),
  UPSTREAM_IDLE_TIMEOUT_MS: milliseconds(90_000),
  UPSTREAM_TOTAL_TIMEOUT_MS: milliseconds(900_000),
  UPSTREAM_CONNECTIONS: whole(1, 100_000, 2_048),

  MAX_BODY_BYTES: whole(1_024, 104_857_600, 33_554_432),
  BODY_TIMEOUT_MS: milliseconds(30_000),
  BODY_MEMORY_BYTES: whole(1_048_576, 68_719_476_736, 268_435_456),
  CLIENT_STALL_TIMEOUT_MS: milliseconds(60_000),
  DRAIN_TIMEOUT_MS: milliseconds(120_000),
  REQUESTS_PER_MINUTE: whole(1, 10_000_000, 1_000),
  TOKENS_PER_MINUTE: whole(1, 1_000_000_000, 4_000_000),
  CONCURRENT_REQUESTS: whole(1, 1_000_000, 200),

  TRUSTED_PROXIES: whole(0, 10, 0),

  SMTP_URL: optional(urlWith('smtps?').optional()),
  MAIL_FROM: optional(z.string().regex(SENDER).default('TokenHub <tokenhub@localhost>')),
  SIGN_UP: optional(z.enum(['open', 'invite_only', 'closed']).default('open')),
  STARTING_CREDIT_USD: optional(
    z
      .string()
      .regex(/^\d{1,6}(\.\d{1,9})?$/)
      .optional(),
  ),
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  GOOGLE_ISSUER: httpsOrLocal('https://accounts.google.com'),
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GITHUB_URL: httpsOrLocal('https://github.com'),

  DOCS_EDIT_URL: optional(
    z
      .url({ protocol: /^https?$/ })
      .includes('{path}')
      .optional(),
  ),

  STRIPE_SECRET_KEY: optional(z.string().trim().regex(STRIPE_KEY).optional()),
  STRIPE_WEBHOOK_SECRET: optional(
    z
      .string()
      .trim()
      .regex(/^whsec_\S+$/)
      .optional(),
  ),
  STRIPE_API_BASE: httpsOrLocal('https://api.stripe.com'),
  STRIPE_TAX: optional(z.enum(['automatic', 'none']).default('automatic')),
  STRIPE_TAX_CODE: optional(
    z
      .string()
      .regex(/^txcd_\d{8}$/)
      .default('txcd_10000000'),
  ),
  STRIPE_REFUND_WINDOW_DAYS: whole(0, 180, 30),

  TOKENHUB_SANDBOX_URL: text,
  TOKENHUB_PORTAL_URL: text,
  TOKENHUB_PORTAL_SECRET: text,
});

export type Env = z.infer<typeof schema>;

/** One without the other would silently leave the service out. */
const PAIRS = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'], // an empty secret would let anybody sign events
] as const satisfies readonly (readonly [keyof Env, keyof Env])[];

const complete = schema.superRefine((values, context) => {
  for (const [id, secret] of PAIRS) {
    if ((values[id] === undefined) === (values[secret] === undefined)) continue;
    const [missing, given] = values[id] === undefined ? [id, secret] : [secret, id];
    context.addIssue({ code: 'custom', path: [missing], message: `to be set, because ${given} is` });
  }
});

/** What each variable must look like, in the words of the message that stops a start. */
const EXPECTED: Partial<Record<keyof Env, string>> = {
  PORT: 'a port number from 0 to 65535',
  PUBLIC_URL: 'an http or https address such as https://tokenhub.example',
  DATABASE_URL: 'an address such as postgresql://user:password@host:5432/tokenhub',
  REDIS_URL: 'an address such as redis://host:6379',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, silent',
  APP_SECRET: 'at least 32 characters, for example from `openssl rand -base64 32`',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '32 bytes in base64, for example from `openssl rand -base64 32`',
  DOCS_EDIT_URL: 'an address with {path} in it, such as https://github.com/you/tokenhub/edit/main/{path}',
  SMTP_URL: 'an address such as smtps://user:password@mail.example:465',
  MAIL_FROM: 'an address such as hello@tokenhub.example or TokenHub <hello@tokenhub.example>',
  SIGN_UP: 'one of open, invite_only, closed',
  GOOGLE_ISSUER: 'an https address such as https://accounts.google.com',
  GITHUB_URL: 'an https address such as https://github.com',
  STARTING_CREDIT_USD: 'an amount such as 5.00',
  STRIPE_SECRET_KEY: 'a key such as sk_live_… or rk_live_…',
  STRIPE_WEBHOOK_SECRET: 'the signing secret of the webhook endpoint, which begins with whsec_',
  STRIPE_API_BASE: 'an https address such as https://api.stripe.com',
  STRIPE_TAX: 'one of automatic, none',
  STRIPE_TAX_CODE: 'a tax code of Stripe such as txcd_10000000',
  ANTHROPIC_BASE_URL: 'an http or https address such as https://api.anthropic.com',
  ANTHROPIC_VERSION: 'a date such as 2023-06-01',
};

/** The environment was wrong. The message names each variable and what is expected, and never repeats a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = complete.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof Env;
    return `  ${name}: expected ${EXPECTED[name] ?? issue.message.replace(/^Invalid input: expected /, '')}`;
  });
  throw new ConfigError(
    `The configuration is not usable:\n${lines.join('\n')}\nSee .env.example for what each variable means.`,
  );
}

/** The only reader of `process.env`. */
export const env: Env = parseEnv(process.env);

/** Where people reach this installation, without a trailing slash. */
export const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
