import type { AnswerBlock, Content } from '#lib/content/content.ts';
import { isObject, parseJsonText, toJsonText } from '../request/json-text.ts';

/** Converts a stored request to text to import, with the answer as the next message. */
export function fromStored({ request, answer }: Content): string {
  const body = parseJsonText(request);
  if (!isObject(body) || !Array.isArray(body.messages) || !answer) return request;
  return toJsonText({ ...body, messages: [...body.messages, toMessage(answer.blocks)] });
}

const FORMAT = 'anthropic-claude-v1';

function toMessage(blocks: readonly AnswerBlock[]): object {
  const calls = blocks.filter(({ type }) => type === 'tool_use').map(toCall);
  const thoughts = blocks.flatMap(toThought);
  return {
    role: 'assistant',
    content: blocks.map((block) => (block.type === 'text' ? String(block.text) : '')).join(''),
    ...(calls.length > 0 && { tool_calls: calls }),
    ...(thoughts.length > 0 && { reasoning_details: thoughts }),
  };
}

const toCall = ({ id, name, input, rawInput }: AnswerBlock) => ({
  ...{ id, type: 'function' },
  function: {
    name,
    arguments: typeof rawInput === 'string' && rawInput !== '' ? rawInput : JSON.stringify(input ?? {}),
  },
});

/** The model can continue from a reasoning block only when it is sent back unchanged. */
function toThought({ type, thinking, signature, data }: AnswerBlock, index: number): object[] {
  if (type === 'thinking') return [{ type: 'reasoning.text', text: thinking, signature, format: FORMAT, index }];
  return type === 'redacted_thinking' ? [{ type: 'reasoning.encrypted', data, format: FORMAT, index }] : [];
}
