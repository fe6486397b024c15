import { BOOT_SCRIPT, hashSource } from './inline-scripts.ts';

/** Headers of all answers of the portal. */
export const SECURITY_HEADERS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

type Directives = Record<string, readonly string[]>;

/** Refuses everything that no page needs. Style attributes stay: React writes them into the HTML it sends. */
const BASE: Directives = {
  'default-src': ["'none'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'style-src-attr': ["'unsafe-inline'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
};

/** For everything that is no page, even if it is HTML (a missing file, an error): no script may run. */
export const SCRIPTLESS_POLICY = toPolicy({ ...BASE, 'style-src': ["'self'", "'unsafe-inline'"] });

/** For a page rendered for this one request: its scripts and styles carry the nonce, and may load others. */
export function noncePolicy(nonce: string, { isDevelopment }: { isDevelopment: boolean }): string {
  const own = `'nonce-${nonce}'`;
  return toPolicy({
    ...BASE,
    'script-src': [own, "'strict-dynamic'", hashSource(BOOT_SCRIPT), ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    'style-src-elem': isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", own],
    ...(isDevelopment && { 'connect-src': ["'self'", 'ws:'] }),
  });
}

/**
 * For a prerendered page, which is the same for all visitors: its own inline scripts by hash. Style elements are
 * allowed, because a reader may go on to pages whose menus insert some; scripts are not.
 */
export const prerenderedPolicy = (scriptHashes: readonly string[]): string =>
  toPolicy({ ...BASE, 'script-src': ["'self'", ...scriptHashes], 'style-src-elem': ["'self'", "'unsafe-inline'"] });

function toPolicy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
