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

/** One account may be tried by anybody, so its wait stays short; one address is its own. */
const RULES = {
  account: { free: 5, firstMs: SECOND_MS, longestMs: MINUTE_MS, forgetMs: 10 * MINUTE_MS },
  address: { free: 20, firstMs: SECOND_MS, longestMs: 15 * MINUTE_MS, forgetMs: 5 * MINUTE_MS },
} satisfies Record<string, BackOff>;

interface Door {
  rule: keyof typeof RULES;
  key: string;
}

/** Who tries a password. */
export interface Visitor {
  /** The canonical address they name, whether anybody has it or not. */
  account: string;
  /** Whose it is. */
  userId: string | null;
  ip: string | null;
}

/**
 * Judges one password, unless too many were wrong. A place from where the owner has signed in lately counts on its own:
 * strangers who fail on purpose make each other wait, not the owner.
 * @throws rate_limit_exceeded with the seconds to wait, alike for an address nobody has
 */
export async function inPace(visitor: Visitor, now: Date, judge: () => Promise<boolean>): Promise<boolean> {
  const doors = toDoors(visitor, await isFamiliar(visitor, now));
  for (const door of doors) assertOpen(door, now.getTime());
  // Counted before it is judged: a hundred at once are a hundred tries.
  for (const door of doors) keep(door, withTry(kept.get(nameOf(door)), RULES[door.rule], now.getTime()));
  const isRight = await judge();
  if (isRight) for (const door of doors) forgive(door);
  return isRight;
}

function toDoors({ account, ip }: Visitor, familiar: boolean): Door[] {
  if (familiar && ip !== null) return [{ rule: 'account', key: `${account} from ${toLimitKey(ip)}` }];
  const address: Door[] = isTelling(ip) ? [{ rule: 'address', key: toLimitKey(ip) }] : [];
  return [{ rule: 'account', key: account }, ...address];
}

/** Asked for nobody too, so that it takes as long. */
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
const nameOf = ({ rule, key }: Door): string => `${rule} ${key}`;

function assertOpen(door: Door, now: number): void {
  const wait = Math.ceil(waitMs(kept.get(nameOf(door)), RULES[door.rule], now) / SECOND_MS);
  if (wait === 0) return;
  throw new AppError('rate_limit_exceeded', `Too many tries. Wait ${wait} s.`, { retryAfterSeconds: wait });
}

/** The door tried last is the newest; beyond the limit the oldest is forgotten. */
function keep(door: Door, tries: Tries): void {
  const name = nameOf(door);
  kept.delete(name);
  kept.set(name, tries);
  if (kept.size <= MOST_KEPT) return;
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}

/** Whoever knows one password starts anew there, and has not made up for guessing others from the same address. */
function forgive(door: Door): void {
  const tries = kept.get(nameOf(door));
  if (door.rule === 'account') kept.delete(nameOf(door));
  else if (tries) kept.set(nameOf(door), { ...tries, count: tries.count - 1 });
}
