import { PARAMETERS } from '#lib/models/parameters.ts';
import type { Column, Format, Settings } from '../document.ts';
import { readCacheMark } from './cache-mark.ts';
import { FieldReader } from './field-reader.ts';
import { type ImportedFile, readMessages } from './from-messages.ts';
import { readSettings } from './from-settings.ts';
import { readToolChoice, readTools } from './from-tools.ts';
import { isObject, toJsonText } from './json-text.ts';
import type { ImportNote } from './problem.ts';

export interface ImportedRequest {
  column: Pick<Column, 'model' | 'settings' | 'messages' | 'tools' | 'format'>;
  /** Contents of inline files, for the blob store. */
  files: ImportedFile[];
  notes: ImportNote[];
}

/** The inverse of `toRequest`. Fields without a place in a draft are left out and noted, never rejected. */
export function fromRequest(body: unknown, nextId: () => string): ImportedRequest {
  const notes: ImportNote[] = [];
  const fields = new FieldReader(isObject(body) ? body : {}, '', notes);
  if (!isObject(body)) notes.push({ path: '', kind: 'invalid' });
  const model = fields.text('model') ?? '';
  const { messages, files } = readMessages(fields, nextId);
  const tools = readTools(fields, nextId);
  const settings = { ...readSettings(fields), ...readToolChoice(fields), ...readWholeMark(fields) };
  const format = readFormat(fields);
  ignoreDefaults(fields);
  fields.finish(kindOf);
  return { column: { model, settings, messages, tools, format }, files, notes };
}

function readWholeMark(fields: FieldReader): Settings {
  const { cache } = readCacheMark(fields);
  return cache ? { cache_control: cache } : {};
}

function readFormat(fields: FieldReader): Format {
  const format = fields.object('response_format');
  const type = format?.oneOf('type', ['text', 'json_object', 'json_schema']) ?? 'text';
  const answer = type === 'json_schema' ? format?.object('json_schema') : undefined;
  const schema = answer?.record('schema');
  const read = {
    name: answer?.text('name') ?? '',
    description: answer?.text('description') ?? '',
    isStrict: answer?.flag('strict') ?? null,
    schema: schema ? toJsonText(schema) : '',
  };
  answer?.finish();
  format?.finish();
  return answer ? { type, schema: read } : { type };
}

/** Accepts the values that the playground always uses: streaming, shown adjustments, one answer as text. */
function ignoreDefaults(fields: FieldReader): void {
  for (const name of ['stream', 'stream_options', 'include_adjustments']) fields.any(name);
  const count = fields.any('n');
  if (count !== undefined && count !== 1) fields.note('n', 'unsupported');
  const modalities = fields.any('modalities');
  if (modalities !== undefined && JSON.stringify(modalities) !== '["text"]') fields.note('modalities', 'unsupported');
}

const KNOWN = new Set<string>(PARAMETERS.map(({ name }) => name));

const kindOf = (name: string): ImportNote['kind'] => (KNOWN.has(name) ? 'no_effect' : 'unknown');
