import { expect, it } from 'vitest';
import { findUsd } from '#lib/billing/money.ts';
import { adjustmentExample, capExample, strictExample } from './promise-examples.ts';

it('shows a request whose worst case exceeds the rest of a cap, with the amounts', () => {
  const { request, reply } = capExample();
  const [head, body = ''] = reply.split('\n\n');
  const { code, message } = JSON.parse(body).error;
  expect(head).toBe('HTTP/1.1 402 Payment Required\nx-should-retry: false');
  expect(code).toBe('key_limit_reached');
  const [, needed = ''] = /up to \$([\d.]+), and of the key's total cap of \$5, \$4\.99 is/.exec(message) ?? [];
  expect(findUsd(needed)).toBeGreaterThan(10_000_000n); // more than the $0.01 that is left
  expect(request).toMatch(/"model": "anthropic\/claude-opus-5-5",\s+"max_tokens": 4000,/);
});

it('shows a dropped parameter and its report', () => {
  const { request, reply } = adjustmentExample();
  expect(request).toContain('"temperature": 0.2');
  expect(reply).toBe('HTTP/1.1 200 OK\nx-tokenhub-adjusted: temperature=dropped');
});

it('shows the refusal of the same parameter when adjustments are forbidden', () => {
  const { request, reply } = strictExample();
  expect(request).toContain('"strict_params": true');
  expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request\n\n[\s\S]*unsupported_parameter/);
});
