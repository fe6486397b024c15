export interface OriginClaim {
  /** The `Origin` header, or null when there is none. */
  origin: string | null;
  /** The host the request was sent to. */
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
  if (configuredUrl) return origin === new URL(configuredUrl).origin;
  return /^https?:$/.test(claimed.protocol) && host !== null && claimed.host === host.toLowerCase();
}
