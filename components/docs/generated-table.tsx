import { getLocale } from 'next-intl/server';
import { TABLES, type TableName } from '#lib/docs/generated.ts';
import { DataTable } from './data-table.tsx';

/** `<Generated table="prices" />` in a guide. */
export async function GeneratedTable({ table }: { table: TableName }) {
  return <DataTable table={await TABLES[table](await getLocale())} />;
}
