import 'server-only';
import { headers } from 'next/headers';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { callerAddress } from '#lib/http/forwarded-address.ts';

/** The network address and browser of a request, for rate limits, the session list and the audit log. */
export interface Caller {
  ip: string | null;
  userAgent: string | null;
}

const LONGEST_USER_AGENT = 400;

export async function currentCaller(): Promise<Caller> {
  const sent = await headers();
  return { ip: callerAddress(sent) || null, userAgent: sent.get('user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null };
}

/** @throws foreign_origin when a form was not sent from our own pages */
export async function assertOwnOrigin(): Promise<void> {
  const sent = await headers();
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  if (isOwnOrigin({ origin: sent.get('origin'), host }, env.PUBLIC_URL)) return;
  throw new AppError('foreign_origin', 'This form was not sent from a page of this site.');
}

interface OriginClaim {
  /** The `Origin` header, or null when there is none. */
  origin: string | null;
  host: string | null;
}

/**
 * Whether a form was sent from our own pages. Browsers put `Origin` on every POST; `null` (a sandboxed frame, a redirect
 * from elsewhere) and no origin at all are not ours. Without a configured address, ours is the host that was asked.
 */
export function isOwnOrigin({ origin, host }: OriginClaim, configuredUrl: string | undefined): boolean {
  if (!origin || origin === 'null' || !URL.canParse(origin)) return false;
  const claimed = new URL(origin);
  if (claimed.origin !== origin) return false;
  if (configuredUrl) {
    const configured = new URL(configuredUrl);
    return origin === configured.origin || (areLoopback(claimed, configured) && claimed.host === host?.toLowerCase());
  }
  return /^https?:$/.test(claimed.protocol) && host !== null && claimed.host === host.toLowerCase();
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether both are names of this machine for the same server, as `http://localhost:3000` and `http://127.0.0.1:3000` are. */
const areLoopback = (one: URL, other: URL): boolean =>
  one.protocol === other.protocol &&
  one.port === other.port &&
  [one, other].every(({ hostname }) => LOOPBACK.includes(hostname));
