import type { ImportProblem } from '#lib/playground/import/import-text.ts';
import type { ImportNote } from '#lib/playground/request/problem.ts';
import { newLocalId } from '../state/local-id.ts';
import type { PlaygroundServices } from '../state/playground-context.tsx';
import { defaultPayer, emptyDraft, withKnownPayers } from '../state/use-opened-playground.ts';

export interface ImportOutcome {
  /** Null when the draft was opened. */
  problem: ImportProblem | null;
  notes: readonly ImportNote[];
}

/** Opens a text as a new draft. The import code loads on first use. */
export async function openImport(text: string, { data, drafts, files }: PlaygroundServices): Promise<ImportOutcome> {
  const { importText } = await import('#lib/playground/import/import-text.ts');
  const imported = importText(text, newLocalId);
  switch (imported.kind) {
    case 'problem':
      return { problem: imported.problem, notes: [] };
    case 'draft':
      for (const [id, url] of imported.files) files.addUrl(id, url);
      drafts.open({ ...withKnownPayers(imported.draft, data), id: newLocalId() });
      return { problem: null, notes: [] };
    case 'request': {
      for (const { file, dataUrl } of imported.files) files.addUrl(file.id, dataUrl);
      const draft = emptyDraft(data);
      const columns = draft.columns.map((column) => ({ ...column, ...imported.column, payer: defaultPayer(data) }));
      drafts.open({ ...draft, columns });
      return { problem: null, notes: imported.notes };
    }
  }
}
