import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signThinking } from '#lib/sandbox/thinking.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { findPython } from '#lib/testing/python.ts';
import type { Column, Message } from '../document.ts';
import { fromRequest } from '../request/from-request.ts';
import { toRequest } from '../request/to-request.ts';
import { columnOf, countingIds, draftOf, message, tool } from '../testing/drafts.ts';
import { toCodeRequest } from './code-request.ts';
import { CODE_TARGET_NAMES, CODE_TARGETS, type CodeTargetName, generateCode } from './generate.ts';

const run = promisify(execFile);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF');
const FILES: Record<string, Buffer> = { 'cat.png': PNG, 'a-b.pdf': PDF };

/** Text with the special characters of shells, Python and JavaScript. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: as above
const NASTY = 'It\'s "5" $HOME `id` $(id) \\n ${x} {{y}} <!-- \' -->\n\tzwei\r\nEND\n日本 😀\u2028 # // /* */ \\';

const question: Partial<Column> = {
  settings: { max_tokens: 50, include_reasoning: true },
  messages: [message('s', 'system', NASTY), message('q', 'user', NASTY)],
};

const schema = {
  type: 'object',
  properties: { title: { type: 'string' }, year: { type: 'integer' } },
  required: ['title', 'year'],
  additionalProperties: false,
};
const structured: Partial<Column> = {
  settings: { max_tokens: 500 },
  messages: [message('q', 'user', 'Invent a book.')],
  format: {
    type: 'json_schema',
    schema: { name: 'book', description: 'A book', isStrict: true, schema: JSON.stringify(schema) },
  },
};

const file = (id: string, name: string, mediaType: string) => ({ id, name, mediaType, bytes: 1 });
const conversation: Message[] = [
  message('s', 'system', 'Be brief.', { parts: [{ type: 'text', text: 'Be brief.', cache: '1h' }] }),
  message('q', 'user', '', {
    parts: [
      { type: 'text', text: 'What is this?' },
      { type: 'image', file: file('f1', 'cat.png', 'image/png'), cache: '5m' },
      { type: 'document', file: file('f2', 'a b.pdf', 'application/pdf') },
      { type: 'image_url', url: 'https://example.com/a.png?b=1&c=2' },
    ],
  }),
  message('a', 'assistant', 'I look.', {
    reasoning: [
      { type: 'reasoning.text', text: 'Hm.', signature: signThinking('Hm.'), format: 'anthropic-claude-v1', index: 0 },
    ],
    toolCalls: [
      { id: 'call_1', kind: 'function', name: 'look', arguments: '{"at":"it\'s \\"x\\""}' },
      { id: 'call_2', kind: 'function', name: 'look', arguments: '{}' },
    ],
  }),
  message('t1', 'tool', NASTY, { toolCallId: 'call_1', cache: '5m' }),
  message('t2', 'tool', 'no', { toolCallId: 'call_2', isError: true }),
];
const everything: Partial<Column> = {
  settings: {
    ...{ max_tokens: 2_048, stop: ['END', "'"], reasoning_effort: 'low', include_reasoning: true, user: 'ann' },
    ...{ tool_choice: 'auto', parallel_tool_calls: false, metadata: { team: 'docs' }, service_tier: 'default' },
  },
  messages: conversation,
  tools: [
    tool('look', { description: 'Looks.', parameters: '{"type":"object","properties":{"at":{"type":"string"}}}' }),
    tool('count', { parameters: '{"type":"object","properties":{"__proto__":{"type":"string"},"class":{}}}' }),
  ],
};

const CASES: [string, Partial<Column>, { isStreaming: boolean }][] = [
  ['a question', question, { isStreaming: false }],
  ['an answer after a schema', structured, { isStreaming: false }],
  ['everything at once', everything, { isStreaming: true }],
];

let folder: string;
let server: Server;
let received: object[] = [];
let baseUrl: string;

beforeAll(async () => {
  gateway.useSandbox();
  folder = mkdtempSync(join(tmpdir(), 'tokenhub-programs-'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = JSON.parse(Buffer.concat(pieces).toString());
    received.push(body);
    const secret = request.headers.authorization?.replace('Bearer ', '') ?? null;
    const { status, headers, text } = await gateway.ask({ secret, body, url: request.url ?? '' });
    response.writeHead(status, { 'content-type': headers['content-type'] }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
beforeEach(() => {
  received = [];
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(CODE_TARGET_NAMES)('a program for %s', (target) => {
  it.each(CASES)('sends the same request as the playground: %s', async (_, column, options) => {
    const draft = draftOf(column);
    const request = toCodeRequest(draft, columnOf(draft), { baseUrl, ...options });
    const { leftOut } = CODE_TARGETS[target].generate(request);
    const printed = await start(target, generateCode(target, request));
    expect(printed).toMatch(/\w/);
    expect(received).toHaveLength(1);
    const { body: sent } = toRequest(draft, columnOf(draft), { attachments: DATA_URLS });
    expect(meaningOf(received[0], leftOut)).toEqual(meaningOf(sent, leftOut));
  });
});

it('curl sends a request that is longer than a command line may be', async () => {
  const draft = draftOf({ messages: [message('q', 'user', NASTY.repeat(3_000))] });
  const request = toCodeRequest(draft, columnOf(draft), { baseUrl, isStreaming: false });
  await start('curl', generateCode('curl', request));
  expect(meaningOf(received[0], [])).toEqual(meaningOf(toRequest(draft, columnOf(draft)).body, []));
});

const DATA_URLS = new Map([
  ['f1', `data:image/png;base64,${PNG.toString('base64')}`],
  ['f2', `data:application/pdf;base64,${PDF.toString('base64')}`],
]);

/** Runs the program in a directory with its files and libraries, and returns its output. */
async function start(target: CodeTargetName, code: string): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, TOKENHUB_API_KEY: customer.secret, NODE_OPTIONS: '' } };
  const { language } = CODE_TARGETS[target];
  const path = join(folder, `program.${EXTENSIONS[language]}`);
  writeFileSync(path, code);
  const program = { shell: () => 'bash', python, javascript: () => process.execPath }[language]();
  return (await run(program, [path], options)).stdout;
}

const EXTENSIONS = { shell: 'sh', python: 'py', javascript: 'mjs' };

function python(): string {
  const found = findPython();
  if (!found) throw new Error('This machine has no Python into which `openai` can be installed.');
  return found;
}

/** Normalises a request by importing it, so that equivalent spellings compare equal; without omitted fields. */
function meaningOf(body: unknown, leftOut: readonly string[]): unknown {
  const plain = inOwnWords(body);
  for (const path of leftOut)
    remove(
      plain,
      path.split(/[.[\]]+/).filter((step) => step !== ''),
    );
  return inOwnWords(plain);
}

function inOwnWords(body: unknown): unknown {
  const { column, files } = fromRequest(body, countingIds());
  const draft = draftOf(column);
  const attachments = new Map(files.map(({ file: { id }, dataUrl }) => [id, dataUrl]));
  return JSON.parse(JSON.stringify(toRequest(draft, columnOf(draft), { attachments }).body));
}

function remove(value: unknown, [step = '', ...rest]: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (rest.length === 0) Reflect.deleteProperty(value, step);
  else remove(value[step as keyof typeof value], rest);
}
