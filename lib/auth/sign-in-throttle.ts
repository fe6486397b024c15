import 'server-only';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { type BackOff, type Tries, waitMs, withTry } from './back-off.ts';
import { isTelling, toLimitKey } from './limits.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const MONTH_MS = 30 * 86_400_000;
const MOST_ADDRESSES = 100;
const MOST_KEPT = 50_000;

/** Anyone may try an account, so its wait stays short; an address is throttled for its own tries only. */
const RULES = {
  account: { free: 5, firstMs: SECOND_MS, longestMs: MINUTE_MS, forgetMs: 10 * MINUTE_MS },
  address: { free: 20, firstMs: SECOND_MS, longestMs: 15 * MINUTE_MS, forgetMs: 5 * MINUTE_MS },
} satisfies Record<string, BackOff>;

interface Counter {
  rule: keyof typeof RULES;
  key: string;
}

export interface Visitor {
  /** The canonical address they name, whether or not it has an account. */
  account: string;
  /** The user of that address, or null. */
  userId: string | null;
  ip: string | null;
}

/**
 * Judges one password, unless too many were wrong. A network from which the owner signed in lately counts separately,
 * so that strangers who fail on purpose do not make the owner wait.
 * @throws rate_limit_exceeded with the seconds to wait, alike for an address without an account
 */
export async function throttleSignIn(visitor: Visitor, now: Date, judge: () => Promise<boolean>): Promise<boolean> {
  const counters = toCounters(visitor, await isFamiliar(visitor, now));
  for (const counter of counters) assertNotThrottled(counter, now.getTime());
  // Counted before it is judged: a hundred simultaneous tries count as a hundred.
  for (const counter of counters) keep(counter, withTry(kept.get(nameOf(counter)), RULES[counter.rule], now.getTime()));
  const isRight = await judge();
  if (isRight) for (const counter of counters) forgive(counter);
  return isRight;
}

function toCounters({ account, ip }: Visitor, familiar: boolean): Counter[] {
  if (familiar && ip !== null) return [{ rule: 'account', key: `${account} from ${toLimitKey(ip)}` }];
  const address: Counter[] = isTelling(ip) ? [{ rule: 'address', key: toLimitKey(ip) }] : [];
  return [{ rule: 'account', key: account }, ...address];
}

/** Queries for an unknown user too, so that the time taken is the same. */
async function isFamiliar({ userId, ip }: Visitor, now: Date): Promise<boolean> {
  const rows = await db.session.findMany({
    where: { userId: userId ?? '', createdAt: { gt: new Date(now.getTime() - MONTH_MS) } },
    select: { ip: true },
    distinct: ['ip'],
    take: MOST_ADDRESSES,
  });
  return ip !== null && rows.some((row) => row.ip !== null && toLimitKey(row.ip) === toLimitKey(ip));
}

const kept = new Map<string, Tries>();
const nameOf = ({ rule, key }: Counter): string => `${rule} ${key}`;

function assertNotThrottled(counter: Counter, now: number): void {
  const wait = Math.ceil(waitMs(kept.get(nameOf(counter)), RULES[counter.rule], now) / SECOND_MS);
  if (wait === 0) return;
  throw new AppError('rate_limit_exceeded', `Too many tries. Wait ${wait} s.`, { retryAfterSeconds: wait });
}

/** The newest entry is last; beyond the limit the oldest is dropped. */
function keep(counter: Counter, tries: Tries): void {
  const name = nameOf(counter);
  kept.delete(name);
  kept.set(name, tries);
  if (kept.size <= MOST_KEPT) return;
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}

/** A right password resets the account's tries, but not those of an address, which may have tried other accounts. */
function forgive(counter: Counter): void {
  const tries = kept.get(nameOf(counter));
  if (counter.rule === 'account') kept.delete(nameOf(counter));
  else if (tries) kept.set(nameOf(counter), { ...tries, count: tries.count - 1 });
}
