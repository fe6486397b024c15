import 'server-only';
import { parseKey } from '#lib/keys/secret.ts';
import { findSecret } from './authenticate.ts';
import type { GatewayRequest } from './http.ts';

const DEMO = /^\/api\/v1\/demo\//;
const TEST_KEY = 'th-test-';

/** Whether a request causes work without payment: it comes with a test key, or runs a sample for a visitor. */
export function isFreeWork(request: Pick<GatewayRequest, 'method' | 'url' | 'header'>): boolean {
  if (request.method !== 'POST') return false; // a look-up
  if (DEMO.test(request.url)) return true;
  const mayBe = ['authorization', 'x-api-key'].some((name) => request.header(name)?.includes(TEST_KEY));
  if (!mayBe) return false; // nearly every request: the check must not delay a paid one
  const key = parseKey(findSecret(request));
  return key.kind === 'current' && key.mode === 'test';
}
