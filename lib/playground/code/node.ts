import { type CodeRequest, withFiles } from './code-request.ts';
import { fileLines, readDataUrl } from './javascript-files.ts';
import { JAVASCRIPT, write } from './notation.ts';
import type { Program } from './program.ts';

export function nodeProgram(request: CodeRequest): Program {
  const { body, baseUrl } = request;
  const fields = {
    ...body,
    messages: withFiles(request, readDataUrl),
  };
  const call = `await client.chat.completions.create(${write(fields, JAVASCRIPT)});`;
  const { comment, imports, helper } = fileLines(request);
  const code = [
    '// npm install openai',
    ...comment,
    ...imports,
    "import OpenAI from 'openai';",
    '',
    ...helper,
    'const client = new OpenAI({',
    `  baseURL: ${JAVASCRIPT.text(baseUrl)},`,
    '  apiKey: process.env.TOKENHUB_API_KEY,',
    '});',
    '',
    ...(body.stream ? [`const stream = ${call}`, STREAMED] : [`const completion = ${call}`, ...WHOLE]),
    '',
  ];
  return { code: code.join('\n'), leftOut: [] };
}

const WHOLE = ['const [{ message }] = completion.choices;', 'console.log(message.content ?? message.tool_calls);'];

const STREAMED = "for await (const { choices } of stream) process.stdout.write(choices[0]?.delta.content ?? '');";
