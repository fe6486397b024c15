import { itRefuses } from '../testing/refusals.ts';
import { budget, OPUS_46, OPUS_55, object, SONNET_4, thinking, tool, tools } from '../testing/requests.ts';

itRefuses('tools', [
  [
    'a name with a dot',
    { tools: [tool('a.b')] },
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
    { tools: [tool('a-b_1')] },
  ],
  [
    'a name twice',
    { tools: [tool('a'), tool('a')] },
    'tools: Tool names must be unique.',
    { tools: [tool('a'), tool('b')] },
  ],
  [
    'a schema without a type',
    { tools: [tool('a', { input_schema: {} })] },
    'tools.0.custom.input_schema.type: Field required',
    { tools: [tool('a', { input_schema: { type: 'object' } })] },
  ],
  [
    'a schema of a list',
    { tools: [tool('a', { input_schema: { type: 'array' } })] },
    "tools.0.custom.input_schema.type: Input should be 'object'",
    { tools: [tool('a')] },
  ],
  [
    'a union at the top',
    { tools: [tool('a', { input_schema: { type: 'object', anyOf: [] } })] },
    'input_schema does not support oneOf, allOf, or anyOf at the top level',
    { tools: [tool('a', { input_schema: { type: 'object', properties: { a: { anyOf: [{ type: 'null' }] } } } })] },
  ],
  [
    'a schema of an older dialect',
    { tools: [tool('a', { input_schema: { type: 'object', properties: { n: { exclusiveMinimum: true } } } })] },
    'tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12',
    { tools: [tool('a', { input_schema: { type: 'object', properties: { n: { exclusiveMinimum: 0 } } } })] },
  ],
  [
    'a field whose name is no plain one',
    { tools: [tool('a', { input_schema: { type: 'object', properties: { 'filter[state]': {} } } })] },
    "tools.0.custom.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'",
    { tools: [tool('a', { input_schema: { type: 'object', properties: { a: { properties: { 'b[c]': {} } } } } })] },
  ],
  [
    'a strict tool with an open schema',
    { tools: [tool('a', { strict: true })] },
    "tools.0.custom: For 'object' type, 'additionalProperties' must be explicitly set to false",
    { tools: [tool('a', { strict: true, input_schema: object({}) })] },
  ],
  [
    'a strict tool on an old model',
    { model: SONNET_4, tools: [tool('a', { strict: true, input_schema: object({}) })] },
    'does not support strict tools',
    { model: SONNET_4, tools: [tool('a', { strict: false })] },
  ],
  [
    'a choice without tools',
    { tool_choice: { type: 'auto' } },
    '`tool_choice` may only be specified while providing `tools`',
    { tools, tool_choice: { type: 'auto' } },
  ],
  [
    'a choice nobody offered',
    { tools, tool_choice: { type: 'tool', name: 'sub' } },
    "Tool 'sub' not found in provided tools",
    { tools, tool_choice: { type: 'tool', name: 'add' } },
  ],
  [
    'a forced call while thinking by budget',
    { tools, tool_choice: { type: 'any' }, ...budget(1_024), max_tokens: 2_000 },
    'Thinking may not be enabled when tool_choice forces tool use.',
    { model: OPUS_46, tools, tool_choice: { type: 'any' }, ...thinking('adaptive') },
  ],
  [
    'a forced call on 5.5',
    { model: OPUS_55, tools, tool_choice: { type: 'any' } },
    'tool_choice: type "tool" and "any" are not supported for this model.',
    { model: OPUS_55, tools, tool_choice: { type: 'auto' } },
  ],
  [
    '`none` with a parallel switch',
    { tools, tool_choice: { type: 'none', disable_parallel_tool_use: true } },
    'tool_choice.none.disable_parallel_tool_use: Extra inputs are not permitted',
    { tools, tool_choice: { type: 'any', disable_parallel_tool_use: true } },
  ],
]);
