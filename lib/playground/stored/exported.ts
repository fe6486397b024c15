import type { Draft } from '../document.ts';
import { isObject, toJsonText } from '../request/json-text.ts';
import { type ReadDraft, readDraft } from './read-draft.ts';

const FORMAT = 'tokenhub.playground';

/** Serialises a draft. `files` are the data URLs of its attachments, by attachment id. */
export const exportDraft = (draft: Draft, files: ReadonlyMap<string, string>): string =>
  toJsonText({ format: FORMAT, draft, files: Object.fromEntries(files) });

export const isExported = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && value.format === FORMAT;

type ReadExported = ReadDraft & { files: Map<string, string> };

export function readExported({ draft, files }: Record<string, unknown>): ReadExported {
  const pairs = Object.entries(isObject(files) ? files : {});
  const dataUrls = pairs.filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].startsWith('data:'),
  );
  return { ...readDraft(draft), files: new Map(dataUrls) };
}
