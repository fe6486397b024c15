import {
  type Column,
  type Draft,
  type Format,
  MAX_COLUMNS,
  type Parameter,
  type Payer,
  type Settings,
} from '../document.ts';
import { changeColumn, mapColumns, moveById, removeById, withColumns } from './change.ts';

type InColumn<Edit> = Edit & { columnId: string };

export type ColumnEdit =
  | { type: 'addColumn'; from: string; id: string }
  | InColumn<{ type: 'removeColumn' }>
  | InColumn<{ type: 'moveColumn'; to: number }>
  | { type: 'link'; from: string }
  | { type: 'unlink' }
  | InColumn<{ type: 'setModel'; model: string }>
  | InColumn<{ type: 'setPayer'; payer: Payer }>
  | InColumn<{ type: 'setFormat'; format: Format }>
  | InColumn<{ type: 'setSettings'; settings: Settings }>
  | InColumn<{ type: 'switchOff'; parameter: Parameter }>
  /** `initial` applies when the parameter never had a value. */
  | InColumn<{ type: 'switchOn'; parameter: Parameter; initial: Settings }>;

export function editColumns(draft: Draft, edit: ColumnEdit): Draft {
  switch (edit.type) {
    case 'addColumn':
      return addColumn(draft, edit);
    case 'removeColumn':
      return draft.columns.length === 1 ? draft : withColumns(draft, removeById(draft.columns, edit.columnId));
    case 'moveColumn':
      return withColumns(draft, moveById(draft.columns, edit.columnId, edit.to));
    case 'link':
      return link(draft, edit.from);
    case 'unlink':
      return draft.isLinked ? { ...draft, isLinked: false } : draft;
    case 'setModel':
      return changeColumn(draft, edit.columnId, (column) => ({ ...column, model: edit.model }));
    case 'setPayer':
      return changeColumn(draft, edit.columnId, (column) => ({ ...column, payer: edit.payer }));
    case 'setFormat':
      return changeColumn(draft, edit.columnId, (column) => ({ ...column, format: edit.format }));
    case 'setSettings':
      return changeColumn(draft, edit.columnId, (column) => setSettings(column, edit.settings));
    case 'switchOff':
      return changeColumn(draft, edit.columnId, (column) => switchOff(column, edit.parameter));
    case 'switchOn':
      return changeColumn(draft, edit.columnId, (column) => switchOn(column, edit.parameter, edit.initial));
  }
}

/** Adds a copy beside the original. Its messages keep their ids, so that linked columns continue together. */
function addColumn(draft: Draft, { from, id }: { from: string; id: string }): Draft {
  const index = draft.columns.findIndex((column) => column.id === from);
  const original = draft.columns[index];
  if (!original || draft.columns.length >= MAX_COLUMNS) return draft;
  return withColumns(draft, draft.columns.toSpliced(index + 1, 0, { ...original, id }));
}

/** Links all columns, which start with the messages of one column. */
function link(draft: Draft, from: string): Draft {
  const source = draft.columns.find((column) => column.id === from);
  if (!source || draft.isLinked) return draft;
  return { ...mapColumns(draft, (column) => ({ ...column, messages: source.messages })), isLinked: true };
}

function setSettings(column: Column, settings: Settings): Column {
  const parameters = Object.keys(settings) as Parameter[];
  return {
    ...column,
    settings: { ...column.settings, ...settings },
    switchedOff: without(column.switchedOff, parameters),
  };
}

function switchOff(column: Column, parameter: Parameter): Column {
  const value = column.settings[parameter];
  if (value === undefined) return column;
  return {
    ...column,
    settings: without(column.settings, [parameter]),
    switchedOff: { ...column.switchedOff, [parameter]: value },
  };
}

function switchOn(column: Column, parameter: Parameter, initial: Settings): Column {
  if (column.settings[parameter] !== undefined) return column;
  return setSettings(column, { [parameter]: column.switchedOff[parameter] ?? initial[parameter] });
}

const without = (settings: Settings, parameters: readonly Parameter[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !parameters.includes(name as Parameter)));
