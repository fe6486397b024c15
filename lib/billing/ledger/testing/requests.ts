import { newId } from '#lib/id.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';
import { nanoUsd } from '../../money.ts';
import type { HoldRequest } from '../hold.ts';
import type { Settlement } from '../settlement.ts';

/** The ledger calls of one key. */
export class Requests {
  readonly accountId: string;
  readonly keyId: string;

  readonly tags: readonly string[];

  readonly sessionId: string | null;

  constructor(accountId: string, keyId: string, tags: readonly string[] = [], sessionId: string | null = null) {
    this.accountId = accountId;
    this.keyId = keyId;
    this.tags = tags;
    this.sessionId = sessionId;
  }

  hold(amount: bigint, requestId: string = newId('request')): HoldRequest {
    const { accountId, keyId, tags, sessionId } = this;
    return { requestId, accountId, keyId, priceId: 'test-model@1', amount: nanoUsd(amount), tags, sessionId };
  }

  /** At one nano-USD per input token, the number of tokens is the cost. */
  settlement(requestId: string, cost: bigint, usage: Partial<UsageRecordInput> = {}): Settlement {
    const { accountId, keyId } = this;
    const row = this.usage(requestId, { inputTokens: Number(cost), ...usage });
    return { requestId, accountId, keyId, cost: nanoUsd(cost), usage: row };
  }

  usage(requestId: string, more: Partial<UsageRecordInput> = {}): UsageRecordInput {
    const { accountId, keyId, tags, sessionId } = this;
    return { ...PLAIN, requestId, accountId, keyId, tags, sessionId, ...more };
  }

  failure(requestId: string): UsageRecordInput {
    return this.usage(requestId, { outcome: 'failed', statusCode: 502, errorCode: 'upstream_error' });
  }
}

const PLAIN: Omit<UsageRecordInput, 'requestId' | 'accountId' | 'keyId'> = {
  mode: 'live',
  requestedModel: 'anthropic/test-model',
  model: 'test-model',
  upstreamId: 'msg_1',
  outcome: 'completed',
  statusCode: 200,
  errorCode: null,
  finishReason: 'stop',
  stopReason: 'end_turn',
  isStreamed: true,
  isEstimated: false,
  inputTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  upstreamUsage: { input_tokens: 1 },
  discardedUsage: null,
  priceId: 'test-model@1',
  remainderPico: 0,
  endUser: 'somebody',
  metadata: { project: 'x' },
  adjustments: ['top_p=dropped'],
  attempts: 1,
  firstTokenMs: 3,
  durationMs: 5,
  createdAt: new Date('2026-11-22T00:00:00Z'),
};
