import 'server-only';
import { z } from 'zod';
import { baseUrl, isThisMachine, list, milliseconds, optional, origin, serverUrl, text, whole } from './kinds.ts';
import { BUILT_FOR, localUrl } from './public-url.ts';

/** A host name or an address, without scheme and port. */
const HOST = /^(?:[\w.-]+|[\da-f:.]+(?:%\w+)?)$/i;

/** An e-mail address, alone or in angle brackets after a name. */
const SENDER = /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

const hasHost = (url: string): boolean => new URL(url).hostname !== '';

/** A path is the number of a database. */
const isRedis = (url: string): boolean => hasHost(url) && /^(?:\/\d+)?$/.test(new URL(url).pathname);

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

const GOOGLE = 'https://accounts.google.com';
const GITHUB = 'https://github.com';
const STRIPE = 'https://api.stripe.com';

/** `sk_live_…`, `sk_test_…`, or a restricted key. */
const STRIPE_KEY = /^(?:sk|rk)_(?:live|test)_\S+$/;

/** Secrets are sent to this address, so plain http is accepted for this machine alone. */
const httpsOrLocal = (fallback: string) =>
  optional(baseUrl.refine((url) => url.startsWith('https:') || isThisMachine(url)).default(fallback));

const schema = z.object({
  NODE_ENV: optional(z.enum(['development', 'test', 'production']).default('production')),
  HOST: optional(z.string().regex(HOST).default('0.0.0.0')),
  PORT: whole(0, 65_535, 3000),
  PUBLIC_URL: optional(origin.optional()),
  DATA_DIR: optional(z.string().default('.data')),
  DATABASE_URL: optional(serverUrl('postgres', 'postgresql').optional()),
  DATABASE_POOL: whole(2, 200, 16),
  REDIS_URL: optional(serverUrl('rediss?').refine(isRedis).optional()),
  GATEWAY_WORKERS: whole(1, 64, 1),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')),
  APP_SECRET: optional(z.string().min(32).optional()),
  CONTENT_SECRETS: list.refine((secrets) => secrets.every(({ length }) => length >= 32)),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: optional(z.string().regex(BASE64_OF_32_BYTES).optional()),

  ANTHROPIC_API_KEY: list,
  ANTHROPIC_BASE_URL: optional(baseUrl.refine((url) => !url.endsWith('/v1')).default('https://api.anthropic.com')),
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

  SMTP_URL: optional(serverUrl('smtps?').refine(hasHost).optional()),
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
  GOOGLE_ISSUER: httpsOrLocal(GOOGLE),
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GITHUB_URL: httpsOrLocal(GITHUB),

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
  STRIPE_API_BASE: httpsOrLocal(STRIPE),
  STRIPE_TAX: optional(z.enum(['automatic', 'none']).default('automatic')),
  STRIPE_TAX_CODE: optional(
    z
      .string()
      .regex(/^txcd_\d{8}$/)
      .default('txcd_10000000'),
  ),
  STRIPE_MANAGED_PAYMENTS: optional(z.enum(['true', 'false']).default('false')).transform((value) => value === 'true'),
  STRIPE_REFUND_WINDOW_DAYS: whole(0, 180, 30),

  OPERATOR_NAME: text,
  OPERATOR_ADDRESS: text,
  OPERATOR_TAX_ID: text,

  // Set by the supervisor for the processes it starts.
  TOKENHUB_SANDBOX_URL: text,
  TOKENHUB_PORTAL_URL: text,
  TOKENHUB_PORTAL_SECRET: text,
  TOKENHUB_FREE_URL: text,
});

export type Env = z.infer<typeof schema>;

/** Half of a pair would silently disable the service, and an empty Stripe secret would let anybody sign events. */
const SERVICES = [
  { id: 'GOOGLE_CLIENT_ID', secret: 'GOOGLE_CLIENT_SECRET', address: 'GOOGLE_ISSUER', usual: GOOGLE },
  { id: 'GITHUB_CLIENT_ID', secret: 'GITHUB_CLIENT_SECRET', address: 'GITHUB_URL', usual: GITHUB },
  { id: 'STRIPE_SECRET_KEY', secret: 'STRIPE_WEBHOOK_SECRET', address: 'STRIPE_API_BASE', usual: STRIPE },
] as const;

const complete = schema.superRefine((values, context) => {
  for (const { id, secret, address, usual } of SERVICES) {
    const given = [id, secret].find((name) => values[name] !== undefined) ?? (values[address] !== usual && address);
    if (!given) continue;
    for (const missing of [id, secret].filter((name) => values[name] === undefined))
      context.addIssue({ code: 'custom', path: [missing], params: { given } });
  }
  if (!values.STRIPE_MANAGED_PAYMENTS) return;
  const given = 'STRIPE_MANAGED_PAYMENTS';
  if (values.STRIPE_TAX === 'none') context.addIssue({ code: 'custom', path: ['STRIPE_TAX'], params: { given } });
  if (!values.STRIPE_SECRET_KEY) context.addIssue({ code: 'custom', path: ['STRIPE_SECRET_KEY'], params: { given } });
});

/** The expected form of each variable, for the message that stops a start. */
const EXPECTED: Partial<Record<keyof Env, string>> = {
  HOST: 'a name or an address of this machine, such as 0.0.0.0, without a port',
  PORT: 'a port number from 0 to 65535',
  NODE_ENV: 'one of development, test, production',
  PUBLIC_URL: 'an http or https address without a path, such as https://tokenhub.example or http://localhost:3000',
  DATABASE_URL: 'an address such as postgresql://user:password@host:5432/tokenhub',
  REDIS_URL: 'an address such as redis://host:6379 or redis://host:6379/1',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, silent',
  APP_SECRET: 'at least 32 characters, for example from `openssl rand -base64 32`',
  CONTENT_SECRETS: 'one or more secrets of at least 32 characters, separated by commas, the newest first',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '32 bytes in base64, for example from `openssl rand -base64 32`',
  DOCS_EDIT_URL: 'an address with {path} in it, such as https://github.com/you/tokenhub/edit/main/{path}',
  SMTP_URL: 'an address such as smtps://user:password@mail.example:465',
  MAIL_FROM: 'an address such as hello@tokenhub.example or TokenHub <hello@tokenhub.example>',
  SIGN_UP: 'one of open, invite_only, closed',
  GOOGLE_ISSUER: 'an https address such as https://accounts.google.com',
  GITHUB_URL: 'an https address such as https://github.com',
  STARTING_CREDIT_USD: 'an amount such as 5.00',
  ANTHROPIC_API_KEY: 'one or more keys, separated by commas',
  ANTHROPIC_BASE_URL: 'an http or https address without /v1 at its end, such as https://api.anthropic.com',
  STRIPE_SECRET_KEY: 'a key such as sk_live_… or rk_live_…',
  STRIPE_WEBHOOK_SECRET: 'the signing secret of the webhook endpoint, which begins with whsec_',
  STRIPE_API_BASE: 'an https address such as https://api.stripe.com',
  STRIPE_TAX: 'one of automatic, none',
  STRIPE_TAX_CODE: 'a tax code of Stripe such as txcd_10000000',
  STRIPE_MANAGED_PAYMENTS: 'one of true, false',
  ANTHROPIC_VERSION: 'a date such as 2023-06-01',
};

/** The environment is invalid. The message names each variable and the expected form, and never repeats a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = complete.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof Env;
    const given = issue.code === 'custom' && issue.params?.given;
    if (given) return `  ${name}: expected ${EXPECTED[name] ?? 'a value'}, because ${given} is set`;
    return `  ${name}: expected ${EXPECTED[name] ?? issue.message.replace(/^Invalid input: expected /, '')}`;
  });
  throw new ConfigError(
    `The configuration is not usable:\n${lines.join('\n')}\nSee .env.example for what each variable means.`,
  );
}

/** The only reader of `process.env`. */
export const env: Env = parseEnv(process.env);

const isBuild = process.env.NEXT_PHASE === 'phase-production-build';

/** The public address of this installation, without a trailing slash. */
export const publicUrl = isBuild ? BUILT_FOR : (env.PUBLIC_URL ?? localUrl(env.HOST, env.PORT));
