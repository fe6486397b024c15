import { describe, expect, it } from 'vitest';
import type { AppError } from '#lib/errors.ts';
import { writeCursor } from './cursor.ts';
import { readUsageQuestion } from './question.ts';

const NOW = Date.parse('2026-11-22T14:03:20Z');
const ask = (query: string) => readUsageQuestion(new URLSearchParams(query), NOW);
const periodOf = (query: string) => {
  const { from, to } = ask(query).period;
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};
const failureOf = (query: string) => {
  try {
    ask(query);
  } catch (error) {
    const { code, options } = error as AppError;
    return [code, options.param];
  }
  return null;
};

describe('a usage query', () => {
  it('covers seven days of UTC, day by day, by default', () => {
    expect(ask('')).toMatchObject({ zone: 'UTC', unit: 'day', groupBy: [], filter: {}, limit: 100, cursor: null });
    expect(ask('').buckets).toHaveLength(7);
    expect(ask('zone=&unit=&model=')).toEqual(ask(''));
  });

  it.each([
    ['range=1d&zone=asia/tokyo', '2026-11-21T15:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ['from=2026-10-25&to=2026-10-25&zone=Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['from=2026-11-20&zone=Asia/Tokyo', '2026-11-19T15:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ['from=2026-11-01T10:00Z&to=2026-11-01T10:00:00.5Z', '2026-11-01T10:00:00.000Z', '2026-11-01T10:00:00.500Z'],
    ['from=2026-11-22T14:00:00Z', '2026-11-22T14:00:00.000Z', '2026-11-22T14:03:20.000Z'],
  ])('%s is from %s to %s', (query, ...wanted) => expect(periodOf(query)).toEqual(wanted));

  it('takes lists by commas and by repetition, and models under any of their names', () => {
    const { groupBy, filter } = ask(
      'group_by=model,tag:team&model=anthropic/claude-opus-4.8&model=claude-haiku-4-5&tag=a=1,b=2&status=5xx',
    );
    expect(groupBy).toEqual(['model', 'tag:team']);
    expect(filter).toEqual({ model: ['claude-opus-4-8', 'claude-haiku-4-5'], tag: ['a=1', 'b=2'], status: ['5xx'] });
  });

  it('groups by session for at most a month, and longer for named sessions', () => {
    expect(ask('group_by=session_id&range=31d').groupBy).toEqual(['session_id']);
    expect(ask('group_by=session_id&range=12mo&unit=month&session_id=run-1,run-2').filter).toEqual({
      session: ['run-1', 'run-2'],
    });
  });

  it('may ask for a single total', () => {
    expect(ask('unit=total&range=12mo').buckets).toMatchObject([{ part: 'running' }]);
    expect(ask('unit=total&range=last-month').buckets).toMatchObject([{ part: 'whole' }]);
  });
});

describe('an invalid parameter is refused by its name', () => {
  it.each([
    ['range=forever', 'range'],
    ['range=7d&from=2026-11-01', 'range'],
    ['from=2026-02-30', 'from'],
    ['from=2026-11-01T10:00:00%2B01:00', 'from'],
    ['from=2020-01-01&to=2026-01-01', 'from'],
    ['from=2026-11-02&to=2026-11-01', 'to'],
    ['from=2026-11-01T10:00Z&to=2026-11-01T10:00Z', 'to'],
    ['from=2026-11-01&to=2026-11-02T00:00Z', 'to'],
    ['zone=%2B02:00', 'zone'],
    ['unit=fortnight', 'unit'],
    ['unit=hour&range=90d', 'unit'],
    ['group_by=colour', 'group_by'],
    ['group_by=key', 'group_by'],
    ['group_by=tag:', 'group_by'],
    ['group_by=model,model', 'group_by'],
    ['group_by=model,mode,outcome,key_id', 'group_by'],
    ['model=gpt-4o', 'model'],
    ['key_id=key_1,', 'key_id'],
    ['tag=team', 'tag'],
    ['endpoint=embeddings', 'endpoint'],
    ['mode=live,prod', 'mode'],
    ['outcome=lost', 'outcome'],
    ['status=999', 'status'],
    ['group_by=session_id&range=90d', 'group_by'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['cursor=x', 'cursor'],
  ])('%s', (query, param) => expect(failureOf(query)).toEqual(['invalid_value', param]));

  it('an end without a beginning, and an unknown name', () => {
    expect(failureOf('to=2026-11-01')).toEqual(['missing_required_parameter', 'from']);
    expect(failureOf('groupby=model')).toEqual(['unsupported_parameter', 'groupby']);
  });
});

describe('a cursor', () => {
  const params = new URLSearchParams('group_by=tag:team&range=2d');
  const cursor = { now: NOW - 86_400_000, bucket: 1, groups: ['th-ät,"~'] };
  const text = writeCursor(cursor, params);

  it('continues after the row it was given for, in the days of the first page', () => {
    const { buckets, ...question } = ask(`${params}&cursor=${text}&limit=5`);
    expect(question).toMatchObject({ cursor, now: cursor.now });
    expect(buckets).toEqual(readUsageQuestion(params, cursor.now).buckets);
    expect(text).toMatch(/^[\w.]+$/);
  });

  it.each([
    { ...cursor, now: NOW + 1 },
    { ...cursor, now: -1 },
    { ...cursor, bucket: -1 },
    { ...cursor, groups: [] },
    { ...cursor, groups: ['\0'] },
  ])('that nobody was given is refused: %j', (forged) => {
    expect(failureOf(`${params}&cursor=${writeCursor(forged, params)}`)).toEqual(['invalid_value', 'cursor']);
  });

  it.each(['group_by=tag:team&range=3d', 'range=2d', `group_by=tag:team&range=2d&mode=live`])(
    'is refused with another question: %s',
    (query) => expect(failureOf(`${query}&cursor=${text}`)).toEqual(['invalid_value', 'cursor']),
  );
});
