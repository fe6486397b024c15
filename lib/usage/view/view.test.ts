import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, ZONES } from '../testing/ranges.ts';
import { UNITS } from '../time/buckets.ts';
import { formatView, VIEW_PARSERS, VIEW_URL_KEYS, type ViewState } from './parsers.ts';
import { readView } from './read-view.ts';
import { DIMENSIONS, ENDPOINTS, METRICS, MODES, OUTCOMES } from './vocabulary.ts';

const reader = { zone: 'Europe/Berlin', now: Date.parse('2026-11-22T14:03Z') };
const read = (query: string) => readView(new URLSearchParams(query), reader);

const anyName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text)),
  fc.constantFrom('a,b', '%', '%2C', '%252C', 'team=search', 'key_01', '日本', ' '),
);
const namesOf = (name: fc.Arbitrary<string>) => fc.uniqueArray(name, { maxLength: 5 });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const anyDimension = fc.constantFrom(...DIMENSIONS, 'tag:team' as const);

const anyState: fc.Arbitrary<ViewState> = fc.record({
  range: anyRange,
  zone: optional(fc.constantFrom(...ZONES)),
  key: namesOf(anyName),
  model: namesOf(anyName),
  mode: fc.uniqueArray(fc.constantFrom(...MODES)),
  outcome: fc.uniqueArray(fc.constantFrom(...OUTCOMES)),
  member: namesOf(anyName),
  tag: namesOf(anyName),
  endpoint: fc.uniqueArray(fc.constantFrom(...ENDPOINTS)),
  status: namesOf(fc.constantFrom('200', '429', '4xx', '5xx')),
  by: fc.oneof(anyDimension, fc.constant('none' as const)),
  thenBy: optional(anyDimension),
  metric: fc.constantFrom(...METRICS),
  per: optional(fc.constantFrom(...UNITS)),
  top: fc.integer({ min: 1, max: 7 }),
  isCumulative: fc.boolean(),
  compare: optional(fc.constant('previous' as const)),
});

describe('a view written into an address', () => {
  it('is read back', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const params = new URLSearchParams(formatView(state));
        for (const [name, parser] of Object.entries(VIEW_PARSERS)) {
          const text = params.get(VIEW_URL_KEYS[name as keyof typeof VIEW_URL_KEYS] ?? name);
          const fallback = 'defaultValue' in parser ? parser.defaultValue : null;
          expect(text === null ? fallback : parser.parse(text)).toEqual(state[name as keyof ViewState]);
        }
      }),
    );
  });

  it('contains only values that differ from the defaults', () => {
    expect(formatView({ range: { kind: 'last', count: 7, length: 'd' }, key: [], top: 7, isCumulative: false })).toBe(
      '',
    );
    expect(formatView({ range: { kind: 'last', count: 30, length: 'd' }, model: ['a', 'b'], isCumulative: true })).toBe(
      '?range=30d&model=a,b&cumulative=1',
    );
  });
});

it('an empty address is the last seven days of cost by model, by day, in the zone of the reader', () => {
  const { view, notes } = read('');
  expect(notes).toEqual([]);
  expect(view).toMatchObject({ by: 'model', thenBy: null, metric: 'cost', per: '1d', top: 7, zone: 'Europe/Berlin' });
  expect(view.period.to - view.period.from).toBe(7 * 86_400_000);
});

describe('a value that is unknown falls to its default, and the notes say so', () => {
  it.each([
    ['range=forever', { name: 'range', value: 'forever' }],
    ['zone=Mars/Olympus', { name: 'zone', value: 'Mars/Olympus' }],
    ['mode=prod', { name: 'mode', value: 'prod' }],
    ['outcome=failed,lost', { name: 'outcome', value: 'lost' }],
    ['endpoint=embeddings', { name: 'endpoint', value: 'embeddings' }],
    ['status=4xx,999', { name: 'status', value: '999' }],
    ['by=colour', { name: 'by', value: 'colour' }],
    ['by=tag:', { name: 'by', value: 'tag:' }],
    ['then=model', { name: 'then', value: 'model' }],
    ['by=none&then=key', { name: 'then', value: 'key' }],
    ['metric=joy', { name: 'metric', value: 'joy' }],
    ['per=1y', { name: 'per', value: '1y' }],
    ['range=90d&per=15m', { name: 'per', value: '15m', used: '1d' }],
    ['top=8', { name: 'top', value: '8' }],
    ['cumulative=yes', { name: 'cumulative', value: 'yes' }],
    ['metric=duration&cumulative=1', { name: 'cumulative', value: '1' }],
    ['compare=never', { name: 'compare', value: 'never' }],
    ['key=k%00,ok', { name: 'key', value: 'k\0' }],
  ])('%s', (query, note) => expect(read(query).notes).toEqual([note]));

  it('and keeps the known values beside it', () => {
    const { view } = read('outcome=failed,lost&metric=joy&per=1h&by=tag:team&then=key&key=ok,k%00');
    expect(view).toMatchObject({
      outcome: ['failed'],
      metric: 'cost',
      per: '1h',
      by: 'tag:team',
      thenBy: 'key',
      key: ['ok'],
    });
  });
});

it('an address that names a zone is read in it', () => {
  expect(read('zone=asia/tokyo&range=1d').view).toMatchObject({
    zone: 'Asia/Tokyo',
    period: { from: Date.parse('2026-11-21T15:00Z'), to: Date.parse('2026-11-22T15:00Z') },
  });
});

it('any address gives a valid view', () => {
  const anyQuery = fc.dictionary(
    fc.constantFrom('then', 'cumulative', ...Object.keys(VIEW_PARSERS)),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { view } = read(new URLSearchParams(query).toString());
      expect(view.period.from).toBeLessThan(view.period.to);
    }),
  );
});
