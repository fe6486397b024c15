import type { ChatBody, ResponseFormat, WireTool } from '../wire.ts';
import { toModelMessages } from './ai-sdk-messages.ts';
import type { CodeRequest } from './code-request.ts';
import { fileLines } from './javascript-files.ts';
import { Expression, entriesOf, JAVASCRIPT, write } from './notation.ts';
import type { Program } from './program.ts';

/** The SDK's settings by their names in the request. */
const SETTINGS: Partial<Record<keyof ChatBody, string>> = {
  max_tokens: 'maxOutputTokens',
  temperature: 'temperature',
  top_p: 'topP',
};

/** Fields with a setting of their own. All others are provider options, which are sent unchanged. */
const PLACED: readonly string[] = [
  ...Object.keys(SETTINGS),
  ...[
    'model',
    'messages',
    'stop',
    'tools',
    'tool_choice',
    'response_format',
    'reasoning_effort',
    'stream',
    'stream_options',
  ],
];

export function aiSdkProgram(request: CodeRequest): Program {
  const { body } = request;
  const { messages, leftOut } = toModelMessages(request);
  const tools = toTools(body.tools ?? []);
  const choice = toToolChoice(body.tool_choice);
  const options = toProviderOptions(body);
  const settings = {
    model: new Expression(`tokenhub(${JAVASCRIPT.text(body.model)})`),
    messages,
    ...(body.messages.some(({ role }) => role === 'system') && { allowSystemInMessages: true }),
    ...toSettings(body),
    ...(tools.functions && { tools: tools.functions }),
    ...(choice.toolChoice !== undefined && { toolChoice: choice.toolChoice }),
    ...(body.response_format && { output: toOutput(body.response_format) }),
    ...(Object.keys(options).length > 0 && { providerOptions: { tokenhub: options } }),
  };
  const source = write(settings, JAVASCRIPT);
  return { code: toCode(request, source), leftOut: [...leftOut, ...tools.leftOut, ...choice.leftOut] };
}

function toCode(request: CodeRequest, source: string): string {
  const { body, baseUrl } = request;
  const verb = body.stream ? 'streamText' : 'generateText';
  const uses = (name: string) => source.includes(`${name}(`) || source.includes(`${name}.`);
  const names = [verb, ...['jsonSchema', 'Output', 'tool'].filter(uses)];
  const { comment, imports } = fileLines(request);
  const code = [
    '// npm install ai @ai-sdk/openai-compatible',
    ...comment,
    ...imports,
    "import { createOpenAICompatible } from '@ai-sdk/openai-compatible';",
    `import { ${names.join(', ')} } from 'ai';`,
    '',
    'const tokenhub = createOpenAICompatible({',
    "  name: 'tokenhub',",
    `  baseURL: ${JAVASCRIPT.text(baseUrl)},`,
    '  apiKey: process.env.TOKENHUB_API_KEY,',
    ...(body.stream ? ['  includeUsage: true,'] : []),
    ...(body.response_format?.type === 'json_schema' ? ['  supportsStructuredOutputs: true,'] : []),
    ...(uses('new URL') ? ["  supportedUrls: () => ({ 'image/*': [/^https:/] }),"] : []),
    '});',
    '',
    ...(body.stream
      ? [
          `const { textStream } = streamText(${source});`,
          'for await (const text of textStream) process.stdout.write(text);',
        ]
      : [`const { text, toolCalls } = await generateText(${source});`, 'console.log(text || toolCalls);']),
    '',
  ];
  return code.join('\n');
}

function toSettings(body: ChatBody): Record<string, unknown> {
  const named = Object.entries(SETTINGS).map(([name, setting]) => [setting, body[name as keyof ChatBody]]);
  return { ...Object.fromEntries(named), stopSequences: body.stop ?? undefined };
}

function toProviderOptions(body: ChatBody): Record<string, unknown> {
  const extra = entriesOf(body).filter(([name]) => !PLACED.includes(name));
  const { reasoning_effort: reasoningEffort, response_format: format } = body;
  const strict = format?.type === 'json_schema' ? format.json_schema.strict : undefined;
  return {
    ...(reasoningEffort && { reasoningEffort }),
    ...(strict === false && { strictJsonSchema: false }),
    ...Object.fromEntries(extra),
  };
}

/** Tools without an `execute` function, so the program ends with the call, as the request did. */
function toTools(tools: readonly WireTool[]): { functions: Record<string, unknown> | null; leftOut: string[] } {
  const leftOut = tools.flatMap((tool, index) => [
    ...(tool.type === 'custom' ? [`tools[${index}]`] : []),
    ...(tool.type === 'function' && tool.cache_control ? [`tools[${index}].cache_control`] : []),
  ]);
  const functions = tools.flatMap((tool) => (tool.type === 'function' ? [tool.function] : []));
  const entries = functions.map(({ name, description, parameters, strict }) => {
    const schema = parameters ?? { type: 'object', properties: {} };
    const options = {
      ...(description && { description }),
      inputSchema: new Expression(`jsonSchema(${write(schema, JAVASCRIPT, '      ')})`),
      ...(strict != null && { strict }),
    };
    return [name, new Expression(`tool(${write(options, JAVASCRIPT, '    ')})`)];
  });
  return { functions: entries.length > 0 ? Object.fromEntries(entries) : null, leftOut };
}

function toToolChoice(choice: ChatBody['tool_choice']): { toolChoice?: unknown; leftOut: string[] } {
  if (!choice || choice === 'any') return { leftOut: [] };
  if (typeof choice === 'string') return { toolChoice: choice, leftOut: [] };
  if (choice.type === 'function') return { toolChoice: { type: 'tool', toolName: choice.function.name }, leftOut: [] };
  return { leftOut: ['tool_choice'] };
}

function toOutput(format: ResponseFormat): Expression {
  if (format.type !== 'json_schema') return new Expression(format.type === 'text' ? 'Output.text()' : 'Output.json()');
  const { name, description, schema } = format.json_schema;
  const options = {
    ...(name && { name }),
    ...(description && { description }),
    schema: new Expression(`jsonSchema(${write(schema ?? {}, JAVASCRIPT, '    ')})`),
  };
  return new Expression(`Output.object(${write(options, JAVASCRIPT, '  ')})`);
}
