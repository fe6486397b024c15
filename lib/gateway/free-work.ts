import 'server-only';
import { parseKey } from '#lib/keys/secret.ts';
import { findSecret } from './authenticate.ts';
import type { GatewayRequest } from './http.ts';

const DEMO = /^\/api\/v1\/demo\//;
const TEST_KEY = 'th-test-';

/** Whether a request asks for work that nobody pays for: it comes with a test key, or is a sample that a visitor runs. */
export function isFreeWork(request: Pick<GatewayRequest, 'method' | 'url' | 'header'>): boolean {
  if (request.method !== 'POST') return false; // it only looks something up
  if (DEMO.test(request.url)) return true;
  const mayBe = ['authorization', 'x-api-key'].some((name) => request.header(name)?.includes(TEST_KEY));
  if (!mayBe) return false; // nearly every request: a paid one must not be held up by the question
  const key = parseKey(findSecret(request));
  return key.kind === 'current' && key.mode === 'test';
}
