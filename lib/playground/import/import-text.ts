import type { Draft } from '../document.ts';
import { fromRequest, type ImportedRequest } from '../request/from-request.ts';
import { isObject, parseJsonText } from '../request/json-text.ts';
import type { ImportNote } from '../request/problem.ts';
import { isExported, readExported } from '../stored/exported.ts';
import { type CurlProblem, readCurl } from './curl.ts';
import { fromLogRow, isLogRow } from './log-row.ts';

export type ImportProblem = CurlProblem | 'not_json' | 'unknown_form' | 'newer' | 'unreadable' | 'too_large';

export type Imported =
  | { kind: 'draft'; draft: Draft; files: Map<string, string> }
  | ({ kind: 'request' } & ImportedRequest)
  | { kind: 'problem'; problem: ImportProblem };

/** The size limit of an API request. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Imports a draft from text: an exported file, a request, a `curl` command, or a row of the log. */
export function importText(text: string, nextId: () => string): Imported {
  if (text.length > MOST_CHARACTERS) return problem('too_large');
  if (/^\s*curl(?:\.exe)?\s/.test(text)) return importCurl(text, nextId);
  const value = parseJsonText(text);
  return value === undefined ? problem('not_json') : importValue(value, nextId);
}

function importCurl(text: string, nextId: () => string): Imported {
  const command = readCurl(text);
  if (!command.ok) return problem(command.problem);
  const body = parseJsonText(command.body);
  return body === undefined ? problem('not_json') : toRequest(body, nextId, command.notes);
}

function importValue(value: unknown, nextId: () => string): Imported {
  if (isExported(value)) {
    const read = readExported(value);
    return read.ok ? { kind: 'draft', draft: read.draft, files: read.files } : problem(read.problem);
  }
  const row = isObject(value) && isObject(value.data) ? value.data : value;
  if (isLogRow(row)) return { kind: 'request', ...fromLogRow(row, nextId) };
  // A line of a batch file has the request as `body`.
  const body = isObject(value) && isObject(value.body) ? value.body : value;
  return isObject(body) && 'messages' in body ? toRequest(body, nextId) : problem('unknown_form');
}

function toRequest(body: unknown, nextId: () => string, notes: ImportNote[] = []): Imported {
  const request = fromRequest(body, nextId);
  return { kind: 'request', ...request, notes: [...notes, ...request.notes] };
}

const problem = (problem: ImportProblem): Imported => ({ kind: 'problem', problem });
