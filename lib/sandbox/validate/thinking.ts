import { type Turn, toTurns } from '../request.ts';
import { isSignatureOf } from '../thinking.ts';
import type { Rule } from './validate.ts';

const unsupported = (type: string, advice: string): string =>
  `"thinking.type.${type}" is not supported for this model. ${advice}`;

const tooMuchEffort = (effort: string | null | undefined): boolean => effort === 'xhigh' || effort === 'max';

export const thinkingForModel: Rule = ({ thinking, output_config }, { abilities, upstreamIds }) => {
  const { thinking: habit } = abilities;
  if (!thinking) return null;
  if (habit === 'none')
    return thinking.type === 'disabled' ? null : `'${upstreamIds.anthropic}' does not support thinking.`;
  switch (thinking.type) {
    case 'enabled':
      // The 4.6 models still take budgets; they are the last that take sampling parameters too.
      return habit === 'manual' || (habit === 'adaptive' && abilities.sampling !== 'none')
        ? null
        : unsupported(
            'enabled',
            'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
          );
    case 'adaptive':
      return habit === 'manual' ? 'adaptive thinking is not supported on this model' : null;
    case 'disabled':
      if (habit === 'always') return unsupported('disabled', 'Use "output_config.effort" to think less.');
      if (habit === 'between-tools') return unsupported('disabled', 'Use "thinking.type.between_tools".');
      return habit === 'adaptive-default' && tooMuchEffort(output_config?.effort)
        ? unsupported('disabled', `Effort '${output_config?.effort}' needs thinking.`)
        : null;
    case 'between_tools':
      if (habit !== 'between-tools') return unsupported('between_tools', 'Use "thinking.type.adaptive".');
      return tooMuchEffort(output_config?.effort)
        ? unsupported('between_tools', `Effort '${output_config?.effort}' needs thinking.`)
        : null;
  }
};

export const thinkingBudget: Rule = ({ thinking, max_tokens }) =>
  thinking?.type === 'enabled' && thinking.budget_tokens >= max_tokens
    ? '`max_tokens` must be greater than `thinking.budget_tokens`.'
    : null;

export const effortForModel: Rule = ({ output_config }, { abilities: { efforts } }) => {
  const effort = output_config?.effort;
  if (!effort) return null;
  if (efforts.length === 0) return 'This model does not support the effort parameter.';
  const levels = efforts.toSorted().join(', ');
  return efforts.includes(effort)
    ? null
    : `This model does not support effort level '${effort}'. Supported levels: ${levels}.`;
};

/** With manual thinking, an open tool loop must begin with its thinking blocks; later steps need none. */
export const thinkingReplayed: Rule = ({ thinking, messages }) => {
  if (thinking?.type !== 'enabled') return null;
  const opening = openingOfLoop(toTurns(messages));
  const first = opening?.blocks[0];
  if (!opening || !first || first.type === 'thinking' || first.type === 'redacted_thinking') return null;
  return (
    `messages.${opening.first}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.type}\`. ` +
    'When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the ' +
    'lastmost set of `tool_use` and `tool_result` blocks). To avoid this requirement, disable `thinking`.'
  );
};

/** The assistant turn that the end of the conversation continues: a prefill, or the first step of a tool loop. */
function openingOfLoop(turns: readonly Turn[]): Turn | undefined {
  let opening: Turn | undefined;
  for (const turn of turns.toReversed()) {
    if (turn.role === 'assistant') opening = turn;
    else if (!turn.blocks.some((block) => block.type === 'tool_result')) return opening;
  }
  return opening;
}

export const signaturesValid: Rule = ({ messages }) => {
  for (const [at, { content }] of messages.entries())
    for (const [index, block] of content.entries())
      if (block.type === 'thinking' && !isSignatureOf(block.thinking, block.signature))
        return `messages.${at}.content.${index}: Invalid \`signature\` in \`thinking\` block`;
  return null;
};
