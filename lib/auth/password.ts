import 'server-only';
import { randomBytes } from 'node:crypto';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

const ARGON2ID: Algorithm.Argon2id = 2; // an ambient enum, which stripped types cannot import
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const LONGEST_PASSWORD = 128;

/** Each hash takes 19 MiB and a core: in a flood of sign-ins they queue here instead of exhausting the machine. */
const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let running = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift(); // the next waiting call takes over the slot, so no other call can
    if (next) next();
    else running -= 1;
  }
}

/** Argon2id with a salt of its own, in PHC format. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalisePassword(password), COST));

let dummy: Promise<string> | undefined;

/**
 * Whether the password matches the hash. Without a hash (an unknown user, or one without password) it takes as long and
 * returns false, so that the time does not reveal whether an account exists.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword(randomBytes(16).toString('hex'));
  const ofNobody = await dummy;
  const expected = storedHash ?? ofNobody;
  const attempt = normalisePassword(password).slice(0, LONGEST_PASSWORD + 1);
  const matches = await inTurn(() => verify(expected, attempt).catch(() => false));
  return matches && storedHash !== null;
}

/** Whether a hash used another algorithm or less work than today's. */
export function isOutdated(storedHash: string): boolean {
  const [, algorithm, , cost = ''] = storedHash.split('$');
  const [, memory = 0, time = 0] = /^m=(\d+),t=(\d+),/.exec(cost) ?? [];
  return algorithm !== 'argon2id' || Number(memory) < COST.memoryCost || Number(time) < COST.timeCost;
}

/** Two keyboards may send different Unicode compositions of the same password. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');
