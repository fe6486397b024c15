import 'server-only';
import { cookies } from 'next/headers';
import { COOKIE_OPTIONS, DEVICE_COOKIE } from './cookies.ts';
import type { Device } from './device.ts';
import { hashSecret, newSecret } from './tokens.ts';

const YEAR_SECONDS = 365 * 86_400;

/** This browser, known for another year from now. */
export async function rememberDevice(): Promise<Device> {
  const jar = await cookies();
  const secret = jar.get(DEVICE_COOKIE)?.value || newSecret();
  jar.set(DEVICE_COOKIE, secret, { ...COOKIE_OPTIONS, maxAge: YEAR_SECONDS });
  return hashSecret(secret);
}
