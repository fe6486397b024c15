import { cookies } from 'next/headers';
import { ZONE_COOKIE } from '#lib/auth/cookies.ts';
import { findZone } from '#lib/usage/time/clock.ts';
import type { Reader } from '#lib/usage/time/range.ts';

/** Returns the time zone that the browser last reported, and the current time. */
export async function readReader(): Promise<Reader> {
  const told = (await cookies()).get(ZONE_COOKIE)?.value;
  return { zone: (told && findZone(told)) || 'UTC', now: Date.now() };
}
