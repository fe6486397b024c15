import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUsdPerMillion } from '#lib/billing/pricing.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import { ABILITY_NAMES, isAbleTo } from '#lib/models/model.ts';
import {
  isFiltered,
  LIFECYCLES,
  type ModelView,
  NO_FILTER,
  nextSort,
  parseModelView,
  SORT_COLUMNS,
  TIERS,
  toModelQuery,
  viewModels,
} from './model-filter.ts';
import { modelRows } from './model-rows.ts';
import { statusOf } from './model-status.ts';
import { PRICE_ORDER } from './tables/prices.ts';

const rows = modelRows('en');
const now = Date.parse('2026-11-22');
const all: ModelView = { ...NO_FILTER, lifecycle: 'all', sort: null };
const names = (change: Partial<ModelView>) => viewModels(rows, { ...all, ...change }, now).map(({ id }) => id);
const sorted = (column: (typeof SORT_COLUMNS)[number], isDescending = false) =>
  names({ sort: { column, isDescending } });

describe('a row of the table', () => {
  it.each(LOCALES)('says in %s the five rates and the limits of the catalog', (locale) => {
    const digits = (text: string) => text.replace(/[^\d.,]/g, '').replace(',', '.');
    for (const [index, row] of modelRows(locale).entries()) {
      const model = CATALOG[index];
      const written = PRICE_ORDER.map((bucket) => Number(digits(row.figures[bucket].text)));
      expect(written).toEqual(PRICE_ORDER.map((bucket) => Number(model && toUsdPerMillion(model.rates[bucket]))));
      expect(
        [row.figures.context.exact, row.figures.maxOutput.exact].map((text) => Number(text.replace(/\D/g, ''))),
      ).toEqual([model?.contextTokens, model?.maxOutputTokens]);
    }
  });

  it.each(['2025-01-01', '2026-01-01', '2026-06-15', '2026-11-22', '2026-11-30', '2030-01-01'])(
    'is on %s in the state the catalog says',
    (day) => {
      const states = rows.map((row) => statusOf(row, Date.parse(day)));
      expect(states).toEqual(CATALOG.map((model) => lifecycleOf(model, new Date(day)).status));
    },
  );
});

describe('the filter', () => {
  it('hides retired models unless they are asked for', () => {
    expect(names(NO_FILTER)).not.toContain('claude-4-opus');
    expect(names(NO_FILTER)).toContain('claude-sonnet-4-5');
    expect(names({})).toHaveLength(CATALOG.length);
  });

  it.each(['active', 'deprecated', 'retired'] as const)('shows on its own what is %s', (lifecycle) => {
    const expected = CATALOG.filter((model) => lifecycleOf(model, new Date(now)).status === lifecycle);
    expect(names({ lifecycle })).toEqual(expected.map(({ id }) => id));
    expect(expected.length).toBeGreaterThan(0);
  });

  it('finds by name, by id, by tier and by parameter', () => {
    expect(names({ text: 'SONNET 4.6' })).toEqual(['claude-sonnet-4-6']);
    expect(names({ text: 'anthropic/claude-haiku' })).toEqual(['claude-haiku-4-5']);
    expect(names({ tier: 'fable' })).toEqual(['claude-fable-5-1', 'claude-fable-5']);
    expect(names({ text: ' Temperature ' })).toEqual(names({ ability: 'temperature' }));
  });

  it.each(ABILITY_NAMES)('finds who is able to: %s', (ability) =>
    expect(names({ ability })).toEqual(CATALOG.filter((model) => isAbleTo(ability, model)).map(({ id }) => id)),
  );
});

describe('the order', () => {
  it('by price leaves the catalog alone', () => {
    const before = rows.map(({ id }) => id);
    expect(sorted('input')[0]).toBe('claude-3-5-haiku-latest');
    expect(sorted('input', true)[0]).toBe('claude-4-opus');
    expect(rows.map(({ id }) => id)).toEqual(before);
  });

  it('of versions is that of their numbers, and of ends that of their days', () => {
    expect(sorted('name').filter((id) => id.includes('fable'))).toEqual(['claude-fable-5', 'claude-fable-5-1']);
    expect(sorted('lifecycle')[0]).toBe('claude-3-5-sonnet-latest');
  });

  it.each(SORT_COLUMNS)('by %s keeps every model', (column) =>
    expect(sorted(column).toSorted()).toEqual(names({}).toSorted()),
  );

  it('toggles between ascending, descending and none', () => {
    const up = nextSort(null, 'input');
    const down = nextSort(up, 'input');
    expect([up?.isDescending, down?.isDescending, nextSort(down, 'input')]).toEqual([false, true, null]);
    expect(nextSort(down, 'output')).toEqual({ column: 'output', isDescending: false });
  });
});

describe('the address', () => {
  const anyView: fc.Arbitrary<ModelView> = fc.record({
    text: fc.string(),
    tier: fc.constantFrom(null, ...TIERS),
    ability: fc.constantFrom(null, ...ABILITY_NAMES),
    lifecycle: fc.constantFrom(...LIFECYCLES),
    sort: fc.option(fc.record({ column: fc.constantFrom(...SORT_COLUMNS), isDescending: fc.boolean() })),
  });

  it('brings back the view that it was made from', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(parseModelView(new URLSearchParams(toModelQuery(view).toString()))).toEqual(view);
      }),
    );
  });

  it('is empty without filters, and only then', () => {
    expect(toModelQuery({ ...NO_FILTER, sort: null }).toString()).toBe('');
    expect(isFiltered({ ...NO_FILTER, sort: { column: 'input', isDescending: true } })).toBe(false);
    expect(isFiltered({ ...all })).toBe(true);
  });

  it('ignores unknown values', () =>
    expect(parseModelView(new URLSearchParams('tier=gpt&can=fly&show=never&sort=-luck'))).toEqual({
      ...NO_FILTER,
      sort: null,
    }));
});
