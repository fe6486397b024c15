import { getLocale } from 'next-intl/server';
import { TABLES, type TableName } from '#lib/docs/tables/generated.ts';
import { DataTable } from './data-table.tsx';
import { FieldList } from './field-list.tsx';

/** `<Generated table="prices" />` in a guide. */
export async function GeneratedTable({ table: name }: { table: TableName }) {
  const table = await TABLES[name](await getLocale());
  return table.groups ? <FieldList id={name} table={table} /> : <DataTable table={table} />;
}
