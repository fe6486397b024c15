import 'server-only';
import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { connectRedis, type RedisClient } from '#lib/rate-limit/store/redis.ts';

const MINUTE = 60;
const HOUR = 3_600;

/**
 * Limits on tries. A limit per account slows down guessing, one per address slows down trying many accounts.
 * Every limit ends with its window, so an attacker cannot lock a user out for longer.
 */
const POLICIES = {
  'sign-in:address': { points: 20, duration: MINUTE },
  'sign-up:address': { points: 3, duration: HOUR },
  'mail:account': { points: 3, duration: HOUR },
  'mail:address': { points: 10, duration: HOUR },
  'second-factor:account': { points: 10, duration: HOUR },
  'step-up:account': { points: 5, duration: MINUTE },
  'email-change:account': { points: 3, duration: HOUR },
  'invite:account': { points: 20, duration: HOUR },
  'export:account': { points: 5, duration: HOUR },
  'try:account': { points: 30, duration: MINUTE },
  'playground:account': { points: 120, duration: MINUTE },
  'estimate:account': { points: 120, duration: MINUTE },
  'share:account': { points: 30, duration: HOUR },
  'webhook:account': { points: 60, duration: HOUR },
  'feedback:address': { points: 20, duration: HOUR },
} as const;

export type LimitName = keyof typeof POLICIES;

const limiters = new Map<LimitName, RateLimiterAbstract>();
let redis: RedisClient | undefined;

async function limiterOf(name: LimitName): Promise<RateLimiterAbstract> {
  const limiter = limiters.get(name) ?? createLimiter(name);
  limiters.set(name, limiter);
  await redis?.isConnected;
  return limiter;
}

/** With Redis all machines share the counts; while it is unavailable, each counts for itself. */
function createLimiter(name: LimitName): RateLimiterAbstract {
  const own = new RateLimiterMemory({ ...POLICIES[name], keyPrefix: name });
  if (!env.REDIS_URL) return own;
  redis ??= connectRedis(env.REDIS_URL);
  return new RateLimiterRedis({
    ...POLICIES[name],
    keyPrefix: `tokenhub:${name}`,
    storeClient: redis.client,
    rejectIfRedisNotReady: true,
    insuranceLimiter: own,
  });
}

/** Counts a try. @throws rate_limit_exceeded with the seconds to wait */
export async function limit(name: LimitName, key: string | null): Promise<void> {
  const wait = await secondsToWait(name, key);
  if (wait === 0) return;
  throw new AppError('rate_limit_exceeded', `Too many tries. Wait ${wait} s.`, { retryAfterSeconds: wait });
}

/** Counts a try and returns whether it is within the limit, for answers that must not differ. */
export const isWithin = async (name: LimitName, key: string | null): Promise<boolean> =>
  (await secondsToWait(name, key)) === 0;

async function secondsToWait(name: LimitName, key: string | null): Promise<number> {
  // Behind an unconfigured proxy all requests come from this machine, so a shared limit would lock all users out.
  if (name.endsWith(':address') && !isTelling(key)) return 0;
  try {
    const limiter = await limiterOf(name);
    await limiter.consume(pseudonymOf(toLimitKey(key ?? '')));
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}

/** Hashed, so that Redis holds no addresses of users. */
const pseudonymOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Whether the address distinguishes callers. */
export const isTelling = (ip: string | null): ip is string => ip !== null && !isLoopback(ip);

const isLoopback = (ip: string): boolean => ip === '::1' || /^(?:::ffff:)?127\./.test(ip);

/** An IPv6 network of a household or server counts as one caller: its first 64 bits. */
export function toLimitKey(key: string): string {
  if (isIPv4(key) || !key.includes(':')) return key;
  const [head = ''] = key.split('::');
  return head.split(':').slice(0, 4).join(':');
}
