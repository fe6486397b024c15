import type { Locale } from '#lib/i18n/locales.ts';
import type { DocTable } from './doc-table.ts';
import { compatibilityTable } from './tables/compatibility.ts';
import { directiveTable } from './tables/directives.ts';
import { errorTable } from './tables/errors.ts';
import { limitTable } from './tables/limits.ts';
import { parameterTable } from './tables/parameters.ts';
import { modelTable, priceTable } from './tables/prices.ts';

/** What a guide can include with `<Generated table="…" />`. */
export const TABLES = {
  parameters: parameterTable,
  compatibility: compatibilityTable,
  prices: priceTable,
  models: modelTable,
  errors: errorTable,
  directives: directiveTable,
  limits: limitTable,
} as const satisfies Record<string, (locale: Locale) => Promise<DocTable>>;

export type TableName = keyof typeof TABLES;

export const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);
