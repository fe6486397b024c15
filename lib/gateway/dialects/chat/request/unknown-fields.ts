import { editDistance } from '#lib/models/edit-distance.ts';
import { chatRequestSchema } from '../schema/request.ts';
import type { AdjustmentLog } from './adjustment-log.ts';

/** Names reach headers and receipts, so only few are repeated, and only such as could name a field. */
const MAX_NAMED = 8;
const PLAIN_NAME = /^[A-Za-z_][\w-]{0,47}(?:\.[A-Za-z_][\w-]{0,47}){0,5}$/;

const SYSTEM_MESSAGE = 'a message with the role `system`';

/** What Anthropic's Messages API and OpenAI's Responses API call otherwise. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['system', SYSTEM_MESSAGE],
  ['instructions', SYSTEM_MESSAGE],
  ['input', '`messages`'],
  ['prompt', '`messages`'],
  ['stop_sequences', '`stop`'],
  ['max_output_tokens', '`max_completion_tokens`'],
  ['max_tokens_to_sample', '`max_tokens`'],
  ['output_config', '`response_format`'],
  ['output_format', '`response_format`'],
  ['text', '`response_format`'],
]);

/** Reports the fields that this endpoint does not have: without a word, a misspelt `max_tokens` would go unnoticed. */
export function noteUnknown(names: readonly string[], log: AdjustmentLog): void {
  const named = names.filter((name) => PLAIN_NAME.test(name)).slice(0, MAX_NAMED);
  for (const name of named) log.note(name, 'ignored', `This endpoint has no such field${adviceFor(name)}.`);
  const others = names.length - named.length;
  if (others > 0)
    log.note('*', 'ignored', `Fields that this endpoint does not have, and that are not listed: ${others}.`);
}

function adviceFor(name: string): string {
  const other = OTHER_NAMES.get(name);
  if (other) return `; use ${other} instead`;
  const near = nearestField(name);
  return near ? `; perhaps \`${near}\` is meant` : '';
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const FIELDS = Object.keys(chatRequestSchema.shape).map((name) => ({ name, letters: bare(name) }));

/** The field whose letters differ in at most one of five. */
function nearestField(name: string): string | undefined {
  const letters = bare(name);
  const most = Math.floor(letters.length / 5);
  return FIELDS.filter((field) => Math.abs(field.letters.length - letters.length) <= most)
    .map((field) => ({ name: field.name, distance: editDistance(field.letters, letters) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}
