import { expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import { type ModelView, statusOf, viewModels } from './model-filter.ts';
import { modelRows } from './model-rows.ts';

const rows = modelRows('en');
const now = Date.parse('2026-11-22');
const all: ModelView = { text: '', tier: 'all', isRetiredShown: true, sort: null, now };
const names = (change: Partial<ModelView>) => viewModels(rows, { ...all, ...change }).map(({ id }) => id);

it.each(['2025-01-01', '2026-01-01', '2026-06-15', '2026-11-22', '2026-11-30', '2030-01-01'])(
  'knows on %s the state of each model as the catalog does',
  (day) => {
    const states = rows.map((row) => statusOf(row, Date.parse(day)));
    expect(states).toEqual(CATALOG.map((model) => lifecycleOf(model, new Date(day)).status));
  },
);

it('hides retired models unless they are asked for', () => {
  expect(names({ isRetiredShown: false })).not.toContain('claude-4-opus');
  expect(names({})).toContain('claude-4-opus');
});

it('finds by name, by id and by tier', () => {
  expect(names({ text: 'SONNET 4.6' })).toEqual(['claude-sonnet-4-6']);
  expect(names({ text: 'anthropic/claude-haiku' })).toEqual(['claude-haiku-4-5']);
  expect(names({ tier: 'fable' })).toEqual(['claude-fable-5-1', 'claude-fable-5']);
});

it('sorts by price and leaves the catalog alone', () => {
  const before = rows.map(({ id }) => id);
  expect(names({ sort: { column: 'input', isDescending: false } })[0]).toBe('claude-3-5-haiku-latest');
  expect(names({ sort: { column: 'input', isDescending: true } })[0]).toBe('claude-4-opus');
  expect(rows.map(({ id }) => id)).toEqual(before);
});
