import type { Content } from './content.ts';

/** A data URL: a file in a request, whose encoded bytes do not help a reader. */
const FILE = /^data:[^,]{0,100},/;
const MOST_FILE_LETTERS = 200;

/** Formats a JSON request with one field per line and shortened files. Other text is returned unchanged. */
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

/** The response as text: text blocks as they are, thinking and tool calls as the provider's JSON. */
export const answerText = ({ answer }: Content): string =>
  (answer?.blocks ?? [])
    .map((block) => (block.type === 'text' ? String(block.text) : JSON.stringify(block, null, 2)))
    .join('\n\n');
