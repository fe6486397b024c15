import type { Content } from './content.ts';

/** A file in a request is many letters that say nothing to a reader. */
const FILE = /^data:[^,]{0,100},/;
const MOST_FILE_LETTERS = 200;

/** The request with a field to a line, its files shortened. What is no JSON stays as it is. */
export function readableRequest(request: string): string {
  try {
    return JSON.stringify(
      JSON.parse(request, (_, value: unknown) => shortened(value)),
      null,
      2,
    );
  } catch {
    return request;
  }
}

function shortened(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= MOST_FILE_LETTERS || !FILE.test(value)) return value;
  return `${value.slice(0, MOST_FILE_LETTERS)}… (${value.length})`;
}

/** The answer as text: its words as they are, thoughts and calls in the provider's own form. */
export const answerText = ({ answer }: Content): string =>
  (answer?.blocks ?? [])
    .map((block) => (block.type === 'text' ? String(block.text) : JSON.stringify(block, null, 2)))
    .join('\n\n');
