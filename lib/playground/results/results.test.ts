import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import type { Format } from '../document.ts';
import { NO_ANSWER } from '../run/answer.ts';
import { newRun, type Run } from '../run/run.ts';
import { draftOf } from '../testing/drafts.ts';
import { checkAnswer } from './check-answer.ts';
import { bestColumns, toComparisonRow } from './comparison.ts';
import { type Cell, nextCells, planCells, progressOf } from './dataset.ts';
import { resultsToCsv, resultsToJson } from './export-results.ts';

const USAGE = { inputTokens: 10, cachedTokens: 4, cacheWriteTokens: 0, outputTokens: 101, reasoningTokens: 0 };
const run = (columnId: string, more: Partial<Run> = {}): Run => ({
  ...newRun({
    id: `run-${columnId}`,
    columnId,
    payer: 'sandbox',
    startedAt: '',
    rates: null,
    sent: { model: 'm', messages: [] },
  }),
  ...{ state: 'done', usage: USAGE, firstTokenMs: 400, lastTokenMs: 2_400, durationMs: 2_500, cost: nanoUsd(705_000n) },
  ...more,
});

describe('the table of compared columns', () => {
  it('has tokens, times, speed and cost', () => {
    expect(toComparisonRow(run('a'))).toEqual({
      ...{
        columnId: 'a',
        runId: 'run-a',
        model: 'm',
        state: 'done',
        inputTokens: 10,
        cachedTokens: 4,
        outputTokens: 101,
      },
      ...{
        reasoningTokens: 0,
        firstTokenMs: 400,
        durationMs: 2_500,
        tokensPerSecond: 50,
        cost: 705_000n,
        isEstimated: false,
      },
    });
  });

  it('marks unknown and estimated figures', () => {
    const open = run('a', { state: 'writing', usage: null, cost: null, estimate: nanoUsd(9n), lastTokenMs: 400 });
    expect(toComparisonRow(open)).toMatchObject({
      tokensPerSecond: null,
      cost: 9n,
      isEstimated: true,
      inputTokens: null,
    });
  });

  it('names the best of each figure among those that answered', () => {
    const rows = [
      run('a', { firstTokenMs: 300 }),
      run('b', { cost: nanoUsd(1n) }),
      run('c', { firstTokenMs: 1, state: 'failed' }),
    ].map(toComparisonRow);
    expect(bestColumns(rows)).toEqual({ firstTokenMs: 'a', tokensPerSecond: 'b', cost: 'b' });
    expect(bestColumns(rows.slice(0, 1))).toEqual({});
  });
});

describe('a set of rows', () => {
  const rows = ['1', '2', '3'].map((id) => ({ id, values: { q: `=${id}` } }));
  const cells = planCells(
    draftOf({}, { rows, columns: [draftOf().columns[0] as never, { ...draftOf().columns[0], id: 'b' } as never] }),
  );
  const withRun = (index: number, one: Run) =>
    cells.map((cell, place): Cell => (place === index ? { ...cell, run: one } : cell));

  it('is run against every column, four at a time', () => {
    expect(cells.map(({ rowId, columnId }) => rowId + columnId)).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
    expect(nextCells(cells).map(({ rowId, columnId }) => rowId + columnId)).toEqual(['1a', '1b', '2a', '2b']);
    expect(nextCells(withRun(0, run('a', { state: 'writing' }))).map(({ rowId }) => rowId)).toEqual(['1', '2', '2']);
    expect(nextCells(withRun(0, run('a')))).toHaveLength(4);
  });

  it('reports its progress', () => {
    expect(progressOf(withRun(1, run('b', { state: 'failed' })))).toEqual({
      total: 6,
      ended: 1,
      running: 0,
      failed: 1,
    });
  });

  it('is exported as JSON, exactly', () => {
    const answer = { ...NO_ANSWER, text: '=1+1' };
    const [first] = JSON.parse(resultsToJson(withRun(0, run('a', { answer, requestId: 'req_1' })), rows));
    expect(first).toMatchObject({
      column: 'a',
      'value.q': '=1',
      answer: '=1+1',
      cost_usd: '0.000705',
      request_id: 'req_1',
    });
  });

  it('is exported as CSV without formulas', () => {
    const answer = { ...NO_ANSWER, text: '@SUM(1)\n"x", y' };
    const [head, ...lines] = resultsToCsv(withRun(0, run('a', { answer })), rows).split('\r\n');
    expect(head).toMatch(/^column,value\.q,model,state,answer,/);
    expect(lines[0]).toContain(`a,'=1,m,done,"'@SUM(1)\n""x"", y",10,4,101,400,2500,0.000705`);
    expect(lines).toHaveLength(7);
  });
});

describe('an answer', () => {
  const schema = {
    type: 'object',
    properties: { year: { type: 'integer' } },
    required: ['year'],
    additionalProperties: false,
  };
  const format = (text: unknown): Format => ({
    type: 'json_schema',
    schema: {
      name: '',
      description: '',
      isStrict: null,
      schema: typeof text === 'string' ? text : JSON.stringify(text),
    },
  });

  it.each([
    ['anything', { type: 'text' }, { kind: 'text' }],
    ['{"a":1}', { type: 'json_object' }, { kind: 'valid', value: { a: 1 } }],
    ['[1]', { type: 'json_object' }, { kind: 'invalid' }],
    ['{', { type: 'json_object' }, { kind: 'not_json' }],
    ['{"year":1999}', format(schema), { kind: 'valid' }],
    ['{"year":"x"}', format(schema), { kind: 'invalid', errors: [{ path: '/year' }] }],
    ['{}', format('not json'), { kind: 'valid' }],
    ['{}', format({ $ref: 'https://example.com/x.json' }), { kind: 'bad_schema' }],
    ['{}', format({ pattern: '(', type: 'object' }), { kind: 'valid' }],
  ] as [string, Format, object][])('%j is checked by its format', (text, asked, expected) => {
    expect(checkAnswer(text, asked)).toMatchObject(expected);
  });
});
