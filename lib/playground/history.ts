import type { Draft } from './document.ts';
import { type Edit, editDraft } from './draft.ts';

export const MOST_STEPS = 100;
/** Typing in one field with shorter pauses is one undo step. */
const PAUSE_MS = 1_000;

/** A draft with undo and redo. Steps share unchanged parts, so each costs only the memory of its change. */
export interface History {
  draft: Draft;
  past: readonly Draft[];
  future: readonly Draft[];
  /** Field and time of the last edit; null when the next edit always starts a new step. */
  typing: { field: string; atMs: number } | null;
}

export const openHistory = (draft: Draft): History => ({ draft, past: [], future: [], typing: null });

export function edit(history: History, change: Edit, now: Date): History {
  const changed = editDraft(history.draft, change);
  if (changed === history.draft) return history;
  const draft = { ...changed, updatedAt: now.toISOString() };
  const field = fieldOf(change);
  const { typing } = history;
  const goesOn = field !== null && typing?.field === field && now.getTime() - typing.atMs < PAUSE_MS;
  return {
    draft,
    past: goesOn ? history.past : [...history.past, history.draft].slice(-MOST_STEPS),
    future: [],
    typing: field === null ? null : { field, atMs: now.getTime() },
  };
}

export function undo(history: History): History {
  const draft = history.past.at(-1);
  if (!draft) return history;
  return { draft, past: history.past.slice(0, -1), future: [history.draft, ...history.future], typing: null };
}

export function redo(history: History): History {
  const [draft, ...future] = history.future;
  if (!draft) return history;
  return { draft, past: [...history.past, history.draft], future, typing: null };
}

/** The field that an edit types into; null for other edits. */
function fieldOf(edit: Edit): string | null {
  switch (edit.type) {
    case 'rename':
      return 'name';
    case 'setSystem':
      return `system ${edit.columnId}`;
    case 'setText':
      return `text ${edit.columnId} ${edit.messageId} ${edit.part}`;
    case 'setCall':
      return `call ${edit.columnId} ${edit.call.id}`;
    case 'setTool':
      return `tool ${edit.columnId} ${edit.toolId} ${Object.keys(edit.change)}`;
    case 'setFormat':
      return `format ${edit.columnId} ${edit.format.type}`;
    case 'setSettings':
      return `settings ${edit.columnId} ${Object.keys(edit.settings)}`;
    case 'setVariable':
      return `variable ${edit.name}`;
    case 'setCell':
      return `cell ${edit.rowId} ${edit.name}`;
    default:
      return null;
  }
}
