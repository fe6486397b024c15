import type { Column, Draft, Message } from '../document.ts';

/** Replaces the item with this id by the result of `change`. Without a change it returns the same array. */
export function changeById<Item extends { id: string }>(
  items: Item[],
  id: string,
  change: (item: Item) => Item,
): Item[] {
  const index = items.findIndex((item) => item.id === id);
  const item = items[index];
  if (!item) return items;
  const changed = change(item);
  return changed === item ? items : items.with(index, changed);
}

export function removeById<Item extends { id: string }>(items: Item[], id: string): Item[] {
  return items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items;
}

export function moveById<Item extends { id: string }>(items: Item[], id: string, to: number): Item[] {
  const from = items.findIndex((item) => item.id === id);
  const item = items[from];
  const place = Math.max(0, Math.min(to, items.length - 1));
  if (!item || from === place) return items;
  return items.toSpliced(from, 1).toSpliced(place, 0, item);
}

export const changeColumn = (draft: Draft, columnId: string, change: (column: Column) => Column): Draft =>
  withColumns(draft, changeById(draft.columns, columnId, change));

export const withColumns = (draft: Draft, columns: Column[]): Draft =>
  columns === draft.columns ? draft : { ...draft, columns };

/** Changes the messages of a column. In a linked draft, also of all other columns with the same message. */
export function changeMessages(
  draft: Draft,
  { columnId, messageId }: { columnId: string; messageId: string },
  change: (messages: Message[]) => Message[],
): Draft {
  const has = (column: Column) => column.messages.some(({ id }) => id === messageId);
  const isMeant = (column: Column) => column.id === columnId || (draft.isLinked && has(column));
  return mapColumns(draft, (column) => (isMeant(column) ? withMessages(column, change(column.messages)) : column));
}

export function mapColumns(draft: Draft, change: (column: Column) => Column): Draft {
  const columns = draft.columns.map(change);
  return columns.every((column, index) => column === draft.columns[index]) ? draft : { ...draft, columns };
}

export const withMessages = (column: Column, messages: Message[]): Column =>
  messages === column.messages ? column : { ...column, messages };
