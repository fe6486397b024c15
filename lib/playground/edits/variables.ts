import { type Draft, MAX_ROWS, type Row } from '../document.ts';
import { changeById, removeById } from './change.ts';

export type VariableEdit =
  | { type: 'setVariable'; name: string; value: string }
  | { type: 'removeVariable'; name: string }
  | { type: 'setRows'; rows: Row[] }
  | { type: 'addRow'; row: Row }
  | { type: 'setCell'; rowId: string; name: string; value: string }
  | { type: 'removeRow'; rowId: string };

export function editVariables(draft: Draft, edit: VariableEdit): Draft {
  switch (edit.type) {
    case 'setVariable':
      return { ...draft, variables: withValue(draft.variables, edit.name, edit.value) };
    case 'removeVariable':
      return Object.hasOwn(draft.variables, edit.name)
        ? { ...draft, variables: withoutValue(draft.variables, edit.name) }
        : draft;
    case 'setRows':
      return { ...draft, rows: edit.rows.slice(0, MAX_ROWS) };
    case 'addRow':
      return draft.rows.length >= MAX_ROWS ? draft : { ...draft, rows: [...draft.rows, edit.row] };
    case 'setCell':
      return withRows(
        draft,
        changeById(draft.rows, edit.rowId, (row) => ({ ...row, values: withValue(row.values, edit.name, edit.value) })),
      );
    case 'removeRow':
      return withRows(draft, removeById(draft.rows, edit.rowId));
  }
}

const withRows = (draft: Draft, rows: Row[]): Draft => (rows === draft.rows ? draft : { ...draft, rows });

/** Uses entries, because `{ ['__proto__']: … }` would set no property. */
const withValue = (values: Record<string, string>, name: string, value: string): Record<string, string> =>
  Object.fromEntries([...Object.entries(values).filter(([other]) => other !== name), [name, value]]);

const withoutValue = (values: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
