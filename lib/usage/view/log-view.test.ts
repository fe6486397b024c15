import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { formatLogView, readLogView } from './log-view.ts';

const reader = { zone: 'UTC', now: Date.parse('2026-11-22T14:03Z') };
const read = (query: string) => readLogView(new URLSearchParams(query), reader);

describe('the address of the log', () => {
  it('is a filter of requests', () => {
    expect(read('id=msg_01&error=timeout&min_cost=0.005&min_ms=900&stream=0&model=a&status=4xx').filter).toMatchObject({
      id: 'msg_01',
      errorCode: ['timeout'],
      minCost: 5_000_000n,
      minDurationMs: 900,
      isStreamed: false,
      model: ['a'],
      status: ['4xx'],
    });
    expect(Object.keys(read('').filter)).not.toContain('minCost');
  });

  it('is parsed as it is written', () => {
    const state = {
      minCost: nanoUsd(1n),
      minMs: 20,
      before: { settledAt: new Date('2026-11-22T14:03:20.118Z'), requestId: 'req_01' },
    };
    expect(read(formatLogView(state))).toMatchObject(state);
    const borderOnly = { after: { settledAt: new Date('2026-11-22T14:03:20.118Z'), requestId: '' } };
    expect(read(formatLogView(borderOnly))).toMatchObject(borderOnly);
  });

  it.each([
    'id=a b',
    'error=Nope',
    'min_cost=-1',
    'min_cost=x',
    'min_ms=0',
    'stream=2',
    'before=yesterday',
    'after=2026-13-40T99:99:99.000Z',
  ])('says that it does not know %s', (query) => {
    const [name = '', value = ''] = query.split('=');
    expect(read(query).notes).toEqual([{ name, value }]);
  });
});
