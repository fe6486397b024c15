import type { ContentBlock, MessagesRequest, ToolResultBlock } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { lastUserTurn } from './request.ts';

const QUOTE_LENGTH = 200;

/** A short quote on one line, never cut inside a character. */
export function quote(text: string): string {
  const line = text
    .slice(0, QUOTE_LENGTH * 8)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= QUOTE_LENGTH ? line : `${characters.slice(0, QUOTE_LENGTH).join('')}…`;
}

const textOf = (blocks: readonly ContentBlock[]): string =>
  blocks.map((block) => (block.type === 'text' ? block.text : '')).join(' ');

function resultWords({ content = [], is_error }: ToolResultBlock): string {
  const said = textOf(content).trim() === '' ? 'nothing in words' : `“${quote(textOf(content))}”`;
  return is_error ? `failed with ${said}` : `answered ${said}`;
}

function attachmentWords(blocks: readonly ContentBlock[]): string {
  const images = blocks.filter((block) => block.type === 'image').length;
  const documents = blocks.filter((block) => block.type === 'document').length;
  const seen = [images && `${images} image(s)`, documents && `${documents} document(s)`].filter(Boolean);
  return seen.length === 0 ? '' : ` Attached: ${seen.join(' and ')}.`;
}

/** Real answers to the questions of our own samples; each still says that it comes from the sandbox. */
const PREPARED: ReadonlyMap<string, string> = new Map([
  [
    'Why is the sky blue?',
    'This is the sandbox: no model was asked, and here is what the textbook says. Sunlight holds every colour. Air scatters blue light several times more than red, so blue reaches you from all over the sky. At sunset the light has crossed far more air: most of its blue is gone on the way, and what is left is orange and red.',
  ],
]);

/** The default answer: the model's name, the question as understood, and a note that no real model was called. */
export function defaultText({ messages }: MessagesRequest, { name }: Model): string {
  const blocks = lastUserTurn(messages)?.blocks ?? [];
  const results = blocks.filter((block) => block.type === 'tool_result');
  if (results.length > 0)
    return `The tool ${results.map(resultWords).join('; the next one ')}. This is the sandbox speaking for ${name}.`;
  const said = textOf(blocks).trim();
  const prepared = PREPARED.get(said);
  if (prepared) return prepared;
  const heard = said === '' ? '' : ` You wrote: “${quote(said)}”.`;
  return `Hello! This is the sandbox speaking for ${name}; no real model was asked.${heard}${attachmentWords(blocks)}`;
}

export const defaultThinking = ({ messages }: MessagesRequest): string =>
  `The user wants an answer to “${quote(textOf(lastUserTurn(messages)?.blocks ?? []))}”. The sandbox has one ready.`;

/** Whether the system prompt demands exactly one JSON object as the answer. */
export const wantsJsonObject = ({ system = [] }: MessagesRequest): boolean =>
  system.some(({ text }) =>
    /\b(?:one|single|only|valid)\b[^.]{0,80}\bJSON object\b|\bJSON object\b[^.]{0,40}\bonly\b/i.test(text),
  );

export const defaultJsonObject = (request: MessagesRequest, model: Model): string =>
  JSON.stringify({ answer: defaultText(request, model), sandbox: true });
