import { AppError } from '#lib/errors.ts';

const SHORTEST_LIFE_MS = 10 * 60_000;

/** A key that is about to expire is a mistake, such as a date in the wrong year or zone. */
export function assertExpiry(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null || expiresAt.getTime() >= now.getTime() + SHORTEST_LIFE_MS) return;
  throw new AppError('invalid_value', 'A key expires at least ten minutes from now.', { param: 'expiresAt' });
}
