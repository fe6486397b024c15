import { expect, it } from 'vitest';
import { findUsd } from '#lib/billing/money.ts';
import { adjustmentExample, capExample, strictExample } from './promise-examples.ts';

it('shows a request whose worst case does not fit the rest of a cap, and is told so in numbers', () => {
  const { request, reply } = capExample();
  const [head, body = ''] = reply.split('\n\n');
  const { tokenhub, code } = JSON.parse(body);
  expect(head).toBe('HTTP/1.1 402 Payment Required\nx-should-retry: false');
  expect(code).toBe('key_limit_reached');
  expect(findUsd(tokenhub.needed_usd)).toBeGreaterThan(10_000_000n); // more than the $0.01 that is left
  expect(JSON.parse(request)).toMatchObject({ model: 'anthropic/claude-opus-5-5', max_tokens: 4_000 });
});

it('shows a parameter that was dropped and said to be', () => {
  const { request, reply } = adjustmentExample();
  expect(JSON.parse(request)).toHaveProperty('temperature');
  expect(reply).toBe('HTTP/1.1 200 OK\nx-tokenhub-adjusted: temperature=dropped');
});

it('shows the same parameter refused where nothing may be adjusted', () => {
  const { request, reply } = strictExample();
  expect(JSON.parse(request)).toMatchObject({ strict_params: true });
  expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request\n\n[\s\S]*unsupported_parameter/);
});
