import type { Draft } from './document.ts';
import { type ColumnEdit, editColumns } from './edits/columns.ts';
import { editMessages, type MessageEdit } from './edits/messages.ts';
import { editTools, type ToolEdit } from './edits/tools.ts';
import { editVariables, type VariableEdit } from './edits/variables.ts';
import { editVersions, type VersionEdit } from './edits/versions.ts';

export type Edit = { type: 'rename'; name: string } | ColumnEdit | MessageEdit | VersionEdit | ToolEdit | VariableEdit;

/** Applies an edit. Without a change it returns the same draft. */
export function editDraft(draft: Draft, edit: Edit): Draft {
  switch (edit.type) {
    case 'rename':
      return edit.name === draft.name ? draft : { ...draft, name: edit.name };
    case 'addColumn':
    case 'removeColumn':
    case 'moveColumn':
    case 'link':
    case 'unlink':
    case 'setModel':
    case 'setPayer':
    case 'setFormat':
    case 'setSettings':
    case 'switchOff':
    case 'switchOn':
      return editColumns(draft, edit);
    case 'setSystem':
    case 'addMessages':
    case 'replaceMessages':
    case 'removeMessage':
    case 'moveMessage':
    case 'setRole':
    case 'setText':
    case 'addPart':
    case 'removePart':
    case 'markCache':
    case 'setCall':
    case 'setError':
      return editMessages(draft, edit);
    case 'addVersion':
    case 'showVersion':
    case 'removeVersion':
      return editVersions(draft, edit);
    case 'addTool':
    case 'setTool':
    case 'removeTool':
      return editTools(draft, edit);
    case 'setVariable':
    case 'removeVariable':
    case 'setRows':
    case 'addRow':
    case 'setCell':
    case 'removeRow':
      return editVariables(draft, edit);
  }
}
