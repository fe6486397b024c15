import 'server-only';
import { headers } from 'next/headers';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { callerAddress } from '#lib/http/forwarded-address.ts';
import { isOwnOrigin } from './origin.ts';

/** From where and with what somebody calls, for limits, the list of sessions and the audit log. */
export interface Caller {
  ip: string | null;
  userAgent: string | null;
}

const LONGEST_USER_AGENT = 400;

export async function currentCaller(): Promise<Caller> {
  const sent = await headers();
  return { ip: callerAddress(sent) || null, userAgent: sent.get('user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null };
}

/** @throws forbidden when a form was not sent from our own pages */
export async function assertOwnOrigin(): Promise<void> {
  const sent = await headers();
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  if (isOwnOrigin({ origin: sent.get('origin'), host }, env.PUBLIC_URL)) return;
  throw new AppError('forbidden', 'This form was not sent from this site.');
}
