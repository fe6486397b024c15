import type { ContentBlock } from '#lib/gateway/messages/request.ts';
import { type Turn, toTurns } from '../request.ts';
import type { Rule } from './validate.ts';

const toolUses = (turn: Turn | undefined) =>
  turn?.role === 'assistant' ? turn.blocks.filter((block) => block.type === 'tool_use') : [];

const toolResults = (blocks: readonly ContentBlock[]) => blocks.filter((block) => block.type === 'tool_result');

function leading(blocks: readonly ContentBlock[]) {
  const end = blocks.findIndex((block) => block.type !== 'tool_result');
  return toolResults(end === -1 ? blocks : blocks.slice(0, end));
}

/** Calls must be last in their turn, and the next turn must begin with exactly their results. */
function unanswered(turn: Turn, next: Turn | undefined): string | null {
  const uses = toolUses(turn);
  const firstUse = turn.blocks.findIndex((block) => block.type === 'tool_use');
  const isLast = firstUse === -1 || turn.blocks.slice(firstUse).every((block) => block.type === 'tool_use');
  const answered = new Set(
    isLast && next?.role === 'user' ? leading(next.blocks).map((block) => block.tool_use_id) : [],
  );
  const missing = uses.filter(({ id }) => !answered.has(id)).map(({ id }) => id);
  if (missing.length === 0) return null;
  return (
    `messages.${turn.last}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. ` +
    'Each `tool_use` block must have a corresponding `tool_result` block in the next message.'
  );
}

function unexpected(turn: Turn, before: Turn | undefined): string | null {
  const asked = new Set(toolUses(before).map(({ id }) => id));
  const seen = new Set<string>();
  for (const [index, block] of turn.blocks.entries()) {
    if (block.type !== 'tool_result') continue;
    const at = `messages.${turn.first}.content.${index}`;
    if (!asked.has(block.tool_use_id))
      return (
        `${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. ` +
        'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
      );
    if (seen.has(block.tool_use_id))
      return `${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${block.tool_use_id}`;
    seen.add(block.tool_use_id);
  }
  return null;
}

export const toolPairs: Rule = ({ messages }) => {
  const turns = toTurns(messages);
  for (const [index, turn] of turns.entries()) {
    const problem = turn.role === 'assistant' ? unanswered(turn, turns[index + 1]) : unexpected(turn, turns[index - 1]);
    if (problem) return problem;
  }
  return null;
};

export const toolIdsUnique: Rule = ({ messages }) => {
  const ids = messages.flatMap(({ content }) =>
    content.filter((block) => block.type === 'tool_use').map(({ id }) => id),
  );
  return new Set(ids).size === ids.length ? null : 'messages: `tool_use` ids must be unique';
};

export const errorResultsSaySomething: Rule = ({ messages }) => {
  for (const [at, { content }] of messages.entries())
    for (const [index, block] of content.entries())
      if (block.type === 'tool_result' && block.is_error && !block.content?.length)
        return `messages.${at}.content.${index}.tool_result: content cannot be empty if \`is_error\` is true`;
  return null;
};
