import { describe, expect, it } from 'vitest';
import { type ChartSeries, type ChartValue, headlineOf, overallOf } from './chart-data.ts';
import { type FigureKind, formatFigure, formatTick } from './figure.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const one: ChartSeries = { id: 'a', name: 'A', tone: 'accent' };
const other: ChartSeries = { id: 'b', name: 'B', tone: 'chart-1' };
const before: ChartSeries = { id: 'before', name: 'Before', tone: 'chart-other', isReference: true };
const row = (...values: (bigint | number | null)[]) => ({
  name: '',
  tick: '',
  rank: 0,
  part: 'whole' as const,
  values,
});

describe('the headline of a row', () => {
  it.each<[string, FigureKind, ChartSeries[], ChartValue[], ChartValue]>([
    ['the sum of its series', 'usd', [one, other], [2n, 3n], 5n],
    ['that sum without what it is compared with', 'usd', [one, other, before], [2n, 3n, 9n], 5n],
    ['its only value', 'ms', [one], [12.5], 12.5],
    ['its only value beside the one before', 'percent', [one, before], [0.5, 0.9], 0.5],
    ['nothing, where parts are no whole', 'ms', [one, other], [1, 2], null],
    ['nothing, where nothing was measured', 'ms', [one], [null], null],
  ])('%s', (_, figure, series, values, expected) => expect(headlineOf({ figure, series }, values)).toBe(expected));
});

it('the value of a period is the exact sum of its rows as bigint, or the given overall value', () => {
  const series = [one, { ...before, overall: 7n }];
  const rows = [row(9_007_199_254_740_993n, 1n), row(1n, 2n), row(null, 3n)];
  expect(overallOf({ figure: 'usd', series, rows })).toEqual([9_007_199_254_740_994n, 7n]);
  expect(overallOf({ figure: 'ms', series: [one], rows: [row(5)] })).toEqual([null]);
});

describe('a figure is written', () => {
  it.each([
    ['usd', 12_409_999_999n, '$12.40', '$12.409999999'],
    ['usd', 4_125_000n, '$0.004125', '$0.004125'],
    ['usd', -2_000_000_000n, '-$2.00', '-$2.000000'],
    ['count', 99_999n, '99,999', '99,999'],
    ['count', 1_234_567n, '1.2M', '1,234,567'],
    ['percent', 0.0312345, '3.12%', '3.12345%'],
    ['ms', 840.4, '840 ms', '840 ms'],
    ['ms', null, '–', '–'],
  ] as const)('%s %s as %s, and exactly as %s', (figure, value, short, exact) => {
    expect(formatFigure('en', { figure }, value)).toBe(short);
    expect(formatFigure('en', { figure }, value, 'exact')).toBe(exact);
  });

  it('with a sign that it is approximate', () => {
    expect(plain(formatFigure('de', { figure: 'ms', isApproximate: true }, 2_340))).toBe('≈ 2,3 Sek.');
  });
});

it.each([
  ['usd', 4e9, 2e9, '$4'],
  ['usd', 5e8, 5e8, '$0.50'],
  ['usd', 5e6, 5e6, '$0.005'],
  ['usd', 0, 5e6, '$0'],
  ['count', 1_500, 500, '1.5k'],
  ['percent', 0.5, 0.5, '50%'],
  ['ms', 2_000, 1_000, '2 sec'],
] as const)('an axis of %s writes %d in steps of %d as %s', (figure, value, step, text) => {
  expect(formatTick('en', figure, value, step)).toBe(text);
});
