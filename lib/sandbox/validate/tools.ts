import { isJsonSchema } from './meta-schema.ts';
import { schemaProblem } from './output-schema.ts';
import type { Rule } from './validate.ts';

const FIELD_NAME = /^[a-zA-Z0-9_.-]{1,64}$/;
const INVALID_SCHEMA =
  'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). ' +
  'Learn more about tool use at https://docs.claude.com/en/docs/tool-use.';
const COMBINATORS = ['oneOf', 'allOf', 'anyOf'];

export const inputSchemas: Rule = ({ tools = [] }) => {
  for (const [index, { input_schema }] of tools.entries()) {
    const at = `tools.${index}.custom.input_schema`;
    if (COMBINATORS.some((name) => name in input_schema))
      return `${at}: input_schema does not support oneOf, allOf, or anyOf at the top level`;
    if (input_schema.type === undefined) return `${at}.type: Field required`;
    if (input_schema.type !== 'object') return `${at}.type: Input should be 'object'`;
    if (!isJsonSchema(input_schema)) return `${at}: ${INVALID_SCHEMA}`;
    if (!Object.keys(input_schema.properties ?? {}).every((name) => FIELD_NAME.test(name)))
      return `${at}.properties: Property keys should match pattern '${FIELD_NAME.source}'`;
  }
  return null;
};

export const toolNamesUnique: Rule = ({ tools = [] }) =>
  new Set(tools.map(({ name }) => name)).size === tools.length ? null : 'tools: Tool names must be unique.';

const MAX_STRICT_TOOLS = 20;

export const strictTools: Rule = ({ tools = [] }, { abilities, upstreamIds }) => {
  const strict = [...tools.entries()].filter(([, tool]) => tool.strict);
  if (strict.length === 0) return null;
  if (!abilities.structuredOutputs) return `'${upstreamIds.anthropic}' does not support strict tools.`;
  if (strict.length > MAX_STRICT_TOOLS) return `tools: at most ${MAX_STRICT_TOOLS} strict tools are allowed.`;
  for (const [index, { input_schema }] of strict) {
    const problem = schemaProblem(input_schema);
    if (problem) return `tools.${index}.custom: ${problem}`;
  }
  return null;
};

export const toolChoice: Rule = ({ tool_choice, tools = [], thinking }, { abilities }) => {
  if (!tool_choice) return null;
  if (tools.length === 0) return 'tool_choice: `tool_choice` may only be specified while providing `tools`.';
  if (tool_choice.type !== 'any' && tool_choice.type !== 'tool') return null;
  if (abilities.forcedToolChoice === 'no')
    return 'tool_choice: type "tool" and "any" are not supported for this model.';
  if (thinking?.type === 'enabled') return 'Thinking may not be enabled when tool_choice forces tool use.';
  const name = tool_choice.type === 'tool' ? tool_choice.name : null;
  return name !== null && !tools.some((tool) => tool.name === name)
    ? `Tool '${name}' not found in provided tools`
    : null;
};
