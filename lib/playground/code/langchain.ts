import type { ChatBody, WireMessage } from '../wire.ts';
import { type CodeRequest, withFiles } from './code-request.ts';
import { fileLines, readDataUrl } from './javascript-files.ts';
import { entriesOf, JAVASCRIPT, write } from './notation.ts';
import type { Program } from './program.ts';

/** The model's options by their names in the request. */
const OPTIONS: Partial<Record<keyof ChatBody, string>> = {
  max_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  stop: 'stop',
  user: 'user',
};
const PLACED: readonly string[] = [
  ...Object.keys(OPTIONS),
  'model',
  'messages',
  'tools',
  'tool_choice',
  'stream',
  'stream_options',
];

export function langChainProgram(request: CodeRequest): Program {
  const { body, baseUrl } = request;
  const messages = withFiles(request, readDataUrl) as WireMessage[];
  const { sent, leftOut } = withoutUnsent(messages);
  const extra = Object.fromEntries(entriesOf(body).filter(([name]) => !PLACED.includes(name)));
  const model = {
    model: body.model,
    ...Object.fromEntries(Object.entries(OPTIONS).map(([name, option]) => [option, body[name as keyof ChatBody]])),
    ...(Object.keys(extra).length > 0 && { modelKwargs: extra }),
  };
  const { comment, imports, helper } = fileLines(request);
  const code = [
    '// npm install @langchain/openai @langchain/core',
    ...comment,
    ...imports,
    "import { ChatOpenAI } from '@langchain/openai';",
    '',
    ...helper,
    `const model = new ChatOpenAI({`,
    ...entriesOf(model).map(([name, value]) => `  ${name}: ${write(value, JAVASCRIPT, '  ')},`),
    '  apiKey: process.env.TOKENHUB_API_KEY,',
    `  configuration: { baseURL: ${JAVASCRIPT.text(baseUrl)} },`,
    `})${bound(body)};`,
    '',
    `const messages = ${write(sent, JAVASCRIPT)};`,
    ...(body.stream ? STREAMED : WHOLE),
    '',
  ];
  return { code: code.join('\n'), leftOut };
}

function bound({ tools, tool_choice: choice }: ChatBody): string {
  if (!tools?.length) return '';
  const options = choice ? `, ${write({ tool_choice: choice }, JAVASCRIPT)}` : '';
  return `.bindTools(${write(tools, JAVASCRIPT)}${options})`;
}

const WHOLE = ['const answer = await model.invoke(messages);', 'console.log(answer.text || answer.tool_calls);'];
const STREAMED = ['for await (const { text } of await model.stream(messages)) process.stdout.write(text);'];

/** Message fields that the library sends, by role. */
const SENT: Record<string, readonly string[]> = {
  system: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'tool_calls'],
  tool: ['role', 'content', 'tool_call_id'],
};

function withoutUnsent(messages: readonly WireMessage[]): { sent: unknown[]; leftOut: string[] } {
  const leftOut: string[] = [];
  const sent = messages.map((message, index) => {
    const fields = entriesOf(message).filter(([name]) => {
      const isSent = SENT[message.role]?.includes(name) ?? false;
      if (!isSent) leftOut.push(`messages[${index}].${name}`);
      return isSent;
    });
    return Object.fromEntries(fields);
  });
  return { sent, leftOut };
}
