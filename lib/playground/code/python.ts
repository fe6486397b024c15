import { type CodeRequest, fileNames, withFiles } from './code-request.ts';
import { entriesOf, PYTHON, write } from './notation.ts';
import type { Program } from './program.ts';

/** Named arguments of the library's `create`. All others go into `extra_body`. */
const KNOWN = new Set([
  ...[
    'model',
    'messages',
    'max_tokens',
    'temperature',
    'top_p',
    'stop',
    'stream',
    'stream_options',
    'tools',
    'tool_choice',
  ],
  ...['parallel_tool_calls', 'response_format', 'reasoning_effort', 'user', 'metadata', 'service_tier'],
]);

export function pythonProgram(request: CodeRequest): Program {
  const { body, baseUrl } = request;
  const messages = withFiles(request, ({ name, mediaType }) => `data_url("${name}", "${mediaType}")`);
  const fields = entriesOf({ ...body, messages });
  const extra = Object.fromEntries(fields.filter(([name]) => !KNOWN.has(name)));
  const named = [
    ...fields.filter(([name]) => KNOWN.has(name)),
    ...(Object.keys(extra).length > 0 ? [['extra_body', extra] as const] : []),
  ];
  const call = named.map(([name, value]) => `    ${name}=${write(value, PYTHON, '    ')},\n`).join('');
  const code = [
    '# pip install openai',
    ...filesComment(request),
    ...(request.files.size > 0 ? ['import base64'] : []),
    'import os',
    'from openai import OpenAI',
    '',
    ...(request.files.size > 0 ? DATA_URL : []),
    'client = OpenAI(',
    `    base_url=${PYTHON.text(baseUrl)},`,
    '    api_key=os.environ["TOKENHUB_API_KEY"],',
    ')',
    '',
    `${body.stream ? 'stream' : 'completion'} = client.chat.completions.create(\n${call})`,
    ...(body.stream ? STREAMED : WHOLE),
    '',
  ];
  return { code: code.join('\n'), leftOut: [] };
}

const filesComment = (request: CodeRequest): string[] =>
  request.files.size === 0 ? [] : [`# In this folder: ${fileNames(request).join(', ')}`];

const DATA_URL = [
  'def data_url(path, media_type):',
  '    with open(path, "rb") as file:',
  '        return f"data:{media_type};base64,{base64.b64encode(file.read()).decode()}"',
  '',
];

const WHOLE = ['message = completion.choices[0].message', 'print(message.content or message.tool_calls)'];

const STREAMED = [
  'for chunk in stream:',
  '    if chunk.choices:',
  '        print(chunk.choices[0].delta.content or "", end="", flush=True)',
];
