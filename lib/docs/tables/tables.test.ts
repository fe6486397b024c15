import { describe, expect, it } from 'vitest';
import { toUsdPerMillion } from '#lib/billing/pricing.ts';
import { parseEnv } from '#lib/config/env.ts';
import { chatRequestSchema } from '#lib/gateway/dialects/chat/schema/request.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { PARAMETERS, treatmentOf } from '#lib/models/parameters.ts';
import { DIRECTIVES } from '#lib/sandbox/directives.ts';
import { groupRulings } from './compatibility.ts';
import { directiveTable, limitTable, TABLES, type TableName } from './generated.ts';
import { modelTreatments } from './model-treatments.ts';
import { PARAMETERS_BY_GROUP, parameterTable } from './parameters.ts';
import { modelTable, priceTable } from './prices.ts';

const { docs } = await loadMessages('en');

describe('the table of parameters', () => {
  it('lists every field of the request schema, and no other', async () => {
    const { rows } = await parameterTable('de');
    const names = Object.keys(chatRequestSchema.shape).map((name) => `\`${name}\``);
    expect(rows.map(([name]) => name).toSorted()).toEqual(names.toSorted());
  });

  it('has every field in one group, and folds those that no model has anything like', async () => {
    const { rows, groups = [] } = await parameterTable('fr');
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    const inert = PARAMETERS_BY_GROUP.get('inert') ?? [];
    for (const model of CATALOG) {
      for (const name of inert) expect(treatmentOf(name, model).treatment, name).toBe('ignored');
    }
    expect(groups.filter(({ isFolded }) => isFolded).map(({ count }) => count)).toEqual([inert.length]);
  });

  it('has the schema’s text in English', () => {
    const said = Object.entries(chatRequestSchema.shape).map(([name, field]) => [name, field.description]);
    expect(docs.parameters).toEqual(Object.fromEntries(said));
  });

  it('marks the fields that the schema requires', async () => {
    const required = (await parameterTable('en')).rows.filter(([, , isRequired]) => isRequired === 'yes');
    expect(required.map(([name]) => name)).toEqual(['`model`', '`messages`']);
  });
});

describe('the table of compatibility', () => {
  it('covers every parameter of every model exactly once, as the translator does', () => {
    for (const { name } of PARAMETERS) {
      const ruled = groupRulings(name).flatMap(({ ruling, models }) =>
        models.map((model) => [model.id, ruling] as const),
      );
      expect(ruled).toHaveLength(CATALOG.length);
      for (const model of CATALOG) expect(new Map(ruled).get(model.id)).toEqual(treatmentOf(name, model));
    }
  });

  it('names every parameter of a model once', async () => {
    for (const model of CATALOG) {
      const groups = await modelTreatments('en', model);
      const named = groups.flatMap(({ alike }) => alike.flatMap(({ names }) => names));
      expect(named.toSorted()).toEqual(PARAMETERS.map(({ name }) => name).toSorted());
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(PARAMETERS.length);
    }
  });

  it('gives in English the reasons of the API', () => {
    expect(docs.reasons).toEqual(PARAMETER_REASONS);
  });
});

describe('the table of prices', () => {
  it('has the five rates of every model of the catalog', async () => {
    const { rows } = await priceTable('en');
    const plain = rows.map(([model, ...rates]) => [model, ...rates.map((rate) => Number(rate.replace('$', '')))]);
    expect(plain).toEqual(
      CATALOG.map(({ id, rates: { input, output, cacheRead, cacheWrite5m, cacheWrite1h } }) => [
        `\`anthropic/${id}\``,
        ...[input, output, cacheRead, cacheWrite5m, cacheWrite1h].map((rate) => Number(toUsdPerMillion(rate))),
      ]),
    );
  });

  it('has the limits of every model of the catalog', async () => {
    const { rows } = await modelTable('en');
    expect(rows.map(([, context, output]) => [context, output])).toEqual(
      CATALOG.map((model) => [model.contextTokens.toLocaleString('en'), model.maxOutputTokens.toLocaleString('en')]),
    );
  });
});

it('describes in English each directive as the sandbox does', async () => {
  const { rows } = await directiveTable('en');
  expect(rows).toEqual(DIRECTIVES.map(({ usage, description }) => [`\`sandbox: ${usage}\``, description]));
});

it('shows the limits that apply without any setting', async () => {
  const { rows } = await limitTable('en');
  const { REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, CONCURRENT_REQUESTS } = parseEnv({});
  expect(rows.map(([, limit]) => Number(limit?.replaceAll(',', '')))).toEqual([
    REQUESTS_PER_MINUTE,
    TOKENS_PER_MINUTE,
    CONCURRENT_REQUESTS,
  ]);
});

it.each(LOCALES.flatMap((locale) => Object.keys(TABLES).map((name) => [locale, name as TableName] as const)))(
  'has in %s a word for every cell of %s',
  async (locale, name) => {
    const { caption, columns, rows } = await TABLES[name](locale);
    expect(caption).not.toMatch(/^docs\./);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(rows.flat().filter((cell) => cell === undefined || /^(docs|models)\.\w+/.test(cell))).toEqual([]);
  },
);
