import { expect } from 'vitest';
import { expectOpenAIError, type HttpAnswer } from './ask.ts';
import type { Customer } from './factories.ts';
import type { TestGateway } from './gateway.ts';
import { balanceOf, toNano, usageOf } from './receipts.ts';
import { ACCOUNT_CANARIES } from './upstream-faults.ts';

/** For tests that fail on purpose many times in a row. */
export const FORGETFUL = { remembersFailures: false };

/** For tests that wait for a silent upstream. */
export const IMPATIENT = {
  ...FORGETFUL,
  timeouts: { connectMs: 200, firstByteMs: 40, idleMs: 40, totalMs: 150 },
};

/** The same request in the forms that different code answers. */
const hello = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Hello' }] };
const weather = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } };
export const WAYS = {
  whole: hello,
  streamed: { ...hello, stream: true },
  tools: { ...hello, stream: true, tools: [weather] },
  gathered: { ...hello, max_tokens: 64_000 },
};

export function expectNothingLeaks({ text, headers }: HttpAnswer): void {
  const all = text + JSON.stringify(headers);
  for (const canary of ACCOUNT_CANARIES) expect(all).not.toContain(canary);
}

/** Checks a failure: a status before the first byte, else the stream's last event. Never a complete answer. */
export function expectFailure(answer: HttpAnswer, code: string | readonly string[]): void {
  expectNothingLeaks(answer);
  expect(answer.isDone).toBe(false);
  expect([code].flat()).toContain(answer.error?.code);
  if (answer.status === 200) expectCutStream(answer);
  else expectOpenAIError(answer);
}

function expectCutStream({ chunks, error, headers }: HttpAnswer): void {
  expect(error).toBe(chunks.at(-1).error);
  expect(error.request_id).toBe(headers['x-request-id']);
  expect(error.doc_url).toMatch(new RegExp(`/errors/${error.code}$`));
  for (const { choices = [] } of chunks) expect(choices[0]?.finish_reason ?? null).toBeNull();
}

/** Checks that a customer with ten dollars was neither charged nor held, and that each request failed. */
export async function expectFree(gateway: TestGateway, customer: Customer, requests: number): Promise<void> {
  expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('10'), held: 0n });
  const rows = await usageOf(gateway, customer);
  expect(rows).toHaveLength(requests);
  for (const row of rows) expect(row).toMatchObject({ cost: 0n, absorbed: 0n, outcome: 'failed' });
}
