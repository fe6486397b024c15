import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import type { LogRow } from '../queries/logs.ts';
import { fromTail, mergeRows, nextLookMs, type TailNews, toTail } from './tail.ts';

const rowAt = (second: number, id = second): LogRow => ({
  ...{ requestId: `req_${id}`, keyId: 'key_1', mode: 'live', endpoint: 'chat', requestedModel: 'm', model: 'm' },
  ...{ outcome: 'completed', statusCode: 200, errorCode: null, finishReason: 'stop', isStreamed: false },
  ...{ inputTokens: 1, cacheReadTokens: 0, outputTokens: 1, firstTokenMs: null, durationMs: 5, tags: [] },
  cost: nanoUsd(12_345_678_901_234_567n),
  settledAt: new Date(second * 1_000),
  createdAt: new Date(second * 1_000 - 5),
});
const idsOf = (rows: readonly LogRow[]) => rows.map(({ requestId }) => requestId);

it('a poll arrives in the browser unchanged, to the nano-dollar', () => {
  const amount = nanoUsd(98_765_432_109_876_543n);
  const hold = { requestId: 'req_9', keyId: 'key_1', amount, createdAt: new Date(9_000) };
  const news: TailNews = {
    rows: [rowAt(2), rowAt(1)],
    stored: new Map([
      ['req_2', { until: new Date(86_400_000), isTooLarge: true }],
      ['req_1', null],
    ]),
    open: { holds: [hold], count: 1 },
    ...{ isCut: false, now: 3 },
  };
  expect(fromTail(JSON.parse(JSON.stringify(toTail(news))))).toEqual(news);
});

describe('rows that arrive', () => {
  it('are kept once each, newest first, for overlapping and late responses', () => {
    const all = [5, 4, 4, 3, 2, 1].map((second, index) => rowAt(second, 9 - index));
    const piece = fc.subarray(all);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (answers) => {
        const rows = [...answers, all].reduce<LogRow[]>((known, arrived) => mergeRows(known, arrived).rows, []);
        expect(idsOf(rows)).toEqual(idsOf(all));
      }),
    );
  });

  it('replace the oldest, and report how many', () => {
    const { rows, dropped } = mergeRows([rowAt(2), rowAt(1)], [rowAt(4), rowAt(3)], 3);
    expect(idsOf(rows)).toEqual(['req_4', 'req_3', 'req_2']);
    expect(dropped).toBe(1);
  });
});

it.each([
  [0, 0, 2_000],
  [60_000, 0, 4_000],
  [3_600_000, 0, 10_000],
  [0, 1, 2_000],
  [0, 4, 16_000],
  [0, 50, 30_000],
])('after %i ms without a request and %i failures it asks again in %i ms', (quietMs, failures, wanted) => {
  expect(nextLookMs({ quietMs, failures })).toBe(wanted);
});
