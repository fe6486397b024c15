import { nanoUsd } from '#lib/billing/money.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import type { Rates } from '#lib/models/model.ts';
import type { ExportRow } from '../export/columns.ts';

export const PRICES: ReadonlyMap<string, Rates> = new Map(CATALOG.map((model) => [priceId(model), model.rates]));

/** The request number `index`, with its own tokens and the resulting cost. */
export function exportRow(index: number, changes: Partial<ExportRow> = {}): ExportRow {
  const model = CATALOG[index % CATALOG.length];
  if (!model) throw new Error('The catalog is empty.');
  const tokens = {
    input: index * 7,
    cacheWrite5m: index % 3,
    cacheWrite1h: 0,
    cacheRead: index * 11,
    output: index + 1,
  };
  return {
    requestId: `req_${String(index).padStart(12, '0')}`,
    settledAt: new Date(Date.UTC(2026, 10, 1) + index * 61_003),
    createdAt: new Date(Date.UTC(2026, 10, 1) + index * 61_003 - 1_200),
    keyId: 'key_01',
    keyName: 'Support bot',
    mode: 'live',
    requestedModel: `anthropic/${model.id}`,
    model: model.id,
    outcome: 'completed',
    statusCode: 200,
    errorCode: null,
    finishReason: 'stop',
    isStreamed: index % 2 === 0,
    isEstimated: false,
    inputTokens: tokens.input,
    cacheWrite5mTokens: tokens.cacheWrite5m,
    cacheWrite1hTokens: tokens.cacheWrite1h,
    cacheReadTokens: tokens.cacheRead,
    outputTokens: tokens.output,
    reasoningTokens: 0,
    priceId: priceId(model),
    cost: costOf(tokens, model.rates).cost,
    absorbed: nanoUsd(0n),
    held: nanoUsd(10n ** 9n),
    attempts: 1,
    firstTokenMs: 300,
    durationMs: 1_200,
    endUser: null,
    upstreamId: 'msg_01',
    metadata: null,
    adjustments: [],
    endpoint: 'chat',
    provider: 'anthropic',
    sessionId: null,
    tags: ['team=search'],
    ...changes,
  };
}
