import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIRECTIVES } from './directives.ts';
import { ERROR_FORMS } from './errors.ts';
import { parseScenario } from './scenario.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { askStream, askWhole, type Body, HAIKU, post, readError, saying, textOf } from './testing/client.ts';
import { foldEvents, parseEvents } from './testing/events.ts';

const slept: number[] = [];
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ sleep: async (ms) => void slept.push(ms) });
});
afterAll(() => sandbox.close());

const whole = (directives: string, more?: Body) => askWhole(sandbox.url, saying(directives, more));
const stream = (directives: string, more?: Body) => askStream(sandbox.url, saying(directives, more));
const types = async (directives: string) => (await stream(directives)).map(({ type }) => type);
const THINKING = { thinking: { type: 'enabled', budget_tokens: 1_024 }, max_tokens: 2_000 };

describe('the text of the answer', () => {
  it('say: exactly this text', async () => {
    expect(textOf(await whole('sandbox: say Moin,\\nworld!'))).toBe('Moin,\nworld!');
  });

  it('repeat: a text of n words', async () => {
    expect(textOf(await whole('sandbox: repeat 120')).split(' ')).toHaveLength(120);
  });

  it('empty: no content, and the turn ends', async () => {
    expect(await whole('sandbox: empty')).toMatchObject({
      content: [],
      stop_reason: 'end_turn',
      usage: { output_tokens: 1 },
    });
  });

  it('think: this thought, and only where thinking is on', async () => {
    const { content } = await whole('sandbox: think Hm.', THINKING);
    expect(content[0]).toMatchObject({ type: 'thinking', thinking: 'Hm.' });
    expect((await whole('sandbox: think Hm.')).content.map(({ type }) => type)).toEqual(['text']);
  });

  it('redacted: the thought in a redacted block', async () => {
    const { content } = await whole('sandbox: redacted', THINKING);
    expect(content[0]).toEqual({ type: 'redacted_thinking', data: expect.any(String) });
  });

  it('blank-start: a blank text block before everything', async () => {
    expect((await whole('sandbox: blank-start', THINKING)).content.map(({ type }) => type)).toEqual([
      'text',
      'thinking',
      'text',
    ]);
  });
});

describe('tools', () => {
  const tool = (name: string) => ({ name, input_schema: { type: 'object', properties: { n: { type: 'integer' } } } });
  const tools = [tool('add'), tool('now')];
  const calls = ({ content }: { content: Record<string, unknown>[] }) =>
    content.filter(({ type }) => type === 'tool_use').map(({ name, input }) => ({ name, input }));

  it('tool: each line is a call', async () => {
    const message = await whole('sandbox: tool add {"n": 3}\nsandbox: tool now', { tools });
    expect(calls(message)).toEqual([
      { name: 'add', input: { n: 3 } },
      { name: 'now', input: {} },
    ]);
    expect(message.stop_reason).toBe('tool_use');
  });

  it('tool-raw: arguments that are no JSON reach a stream as they are', async () => {
    const events = await stream('sandbox: tool-raw add {"n": oops', { tools });
    const json = events.map(({ delta }) => delta?.partial_json ?? '').join('');
    expect(json).toBe('{"n": oops');
  });

  it.each([
    ['none', { type: 'none' }, []],
    ['one at a time', { type: 'auto', disable_parallel_tool_use: true }, [{ name: 'add', input: { n: 3 } }]],
    ['one by name', { type: 'tool', name: 'now' }, [{ name: 'now', input: {} }]],
    ['another by name', { type: 'tool', name: 'now2' }, [{ name: 'now2', input: { n: 1 } }]],
  ])('obeys a tool_choice of %s', async (_, tool_choice, expected) => {
    const body = { tools: [...tools, tool('now2')], tool_choice };
    expect(calls(await whole('sandbox: tool add {"n":3}\nsandbox: tool now', body))).toEqual(expected);
  });
});

describe('how it stops', () => {
  it('refuse: before any output', async () => {
    const message = await whole('sandbox: refuse');
    expect(message).toMatchObject({ content: [], stop_reason: 'refusal', stop_details: { type: 'refusal' } });
    expect(await types('sandbox: refuse')).toEqual(['message_start', 'ping', 'message_delta', 'message_stop']);
  });

  it('refuse-midway: after half of the answer', async () => {
    const message = await whole('sandbox: say 12345678\nsandbox: refuse-midway');
    expect([textOf(message), message.stop_reason]).toEqual(['1234', 'refusal']);
  });

  it('length: halfway, with max_tokens', async () => {
    const message = await whole('sandbox: say 12345678\nsandbox: length');
    expect([textOf(message), message.stop_reason]).toEqual(['1234', 'max_tokens']);
  });

  it.each([
    ['pause', 'pause_turn'],
    ['stop brand_new', 'brand_new'],
  ])('%s: with %s', async (directive, reason) => {
    expect((await whole(`sandbox: ${directive}`)).stop_reason).toBe(reason);
  });

  it('usage: reports the given numbers, streamed or whole', async () => {
    const directive = 'sandbox: usage {"output_tokens": 1e9, "input_tokens": null}';
    const absurd = { output_tokens: 1e9, input_tokens: null };
    expect((await whole(directive)).usage).toMatchObject(absurd);
    expect(foldEvents(await stream(directive)).usage).toMatchObject(absurd);
  });
});

describe('error', () => {
  const forms = Object.entries(ERROR_FORMS);
  const json = forms.filter(([, form]) => !('html' in form));

  it.each(json)('%s: in upstream’s form', async (name, form) => {
    const response = await post(sandbox.url, saying(`sandbox: error ${name}`));
    const { status, type, message } = form;
    expect(response.headers.get('retry-after')).toBe(
      'retryAfterSeconds' in form ? String(form.retryAfterSeconds) : null,
    );
    expect(await readError(response)).toEqual({
      status,
      type,
      message,
      error_code: 'errorCode' in form ? form.errorCode : undefined,
    });
  });

  it.each(forms.filter(([, form]) => 'html' in form))('%s: an HTML page', async (name, { status }) => {
    const response = await post(sandbox.url, saying(`sandbox: error ${name}`, { stream: true }));
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html']);
    expect(await response.text()).toMatch(/^<html>/);
  });

  it('takes a wait and a text of one’s own', async () => {
    const response = await post(sandbox.url, saying('sandbox: error 400 retry-after=7 tools.0: no such thing'));
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await readError(response)).toMatchObject({ status: 400, message: 'tools.0: no such thing' });
  });

  it('times: fails the first identical requests, then answers', async () => {
    const body = saying('sandbox: error 529 times=2');
    const statuses = [];
    for (let attempt = 0; attempt < 4; attempt++) statuses.push((await post(sandbox.url, body)).status);
    expect(statuses).toEqual([529, 529, 200, 200]);
    expect((await post(sandbox.url, saying('another\nsandbox: error 529 times=2'))).status).toBe(529);
  });
});

describe('faults of a stream', () => {
  it('error-after: n events, then the error, and nothing more', async () => {
    const events = await stream('sandbox: error-after 4 500');
    expect(events).toHaveLength(5);
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { type: 'api_error' } });
  });

  it('cut-after: n whole events arrive, then the connection breaks', async () => {
    const response = await post(sandbox.url, saying('sandbox: cut-after 3', { stream: true }));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    await expect(
      (async () => {
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
      })(),
    ).rejects.toThrow();
    expect(parseEvents(text)).toHaveLength(3);
  });

  it('end-after: n events, then a clean end', async () => {
    expect(await types('sandbox: end-after 2')).toEqual(['message_start', 'content_block_start']);
  });

  it('no-stop: everything but message_stop', async () => {
    expect((await types('sandbox: no-stop')).at(-1)).toBe('message_delta');
  });

  it('hang: neither status nor byte', async () => {
    const signal = AbortSignal.timeout(50);
    const request = fetch(`${sandbox.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify(saying('sandbox: hang')),
      signal,
    });
    await expect(request).rejects.toThrow(/timeout/);
  });

  it('hang-after: n events, then silence', async () => {
    const response = await post(sandbox.url, saying('sandbox: hang-after 2', { stream: true }));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (parseEvents(text).length < 2) text += (await reader?.read())?.value ?? '';
    const more = reader?.read().then(() => 'more');
    expect(await Promise.race([more, new Promise((resolve) => setTimeout(resolve, 30, 'silence'))])).toBe('silence');
    await reader?.cancel();
  });

  it('slow: the text in n pieces, a pause before each', async () => {
    slept.length = 0;
    const events = await stream('sandbox: slow chunks=7 delay=30ms');
    expect(events.filter(({ delta }) => delta?.type === 'text_delta')).toHaveLength(7);
    expect(slept).toEqual(Array.from({ length: 7 }, () => 30));
  });

  it('crlf: lines end with CR LF', async () => {
    const text = await (await post(sandbox.url, saying('sandbox: crlf', { stream: true }))).text();
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .every((line) => line.endsWith('\r')),
    ).toBe(true);
    expect(foldEvents(parseEvents(text)).stop_reason).toBe('end_turn');
  });

  it('unknown-events: strangers among the events, the answer untouched', async () => {
    const events = await stream('sandbox: say Hi\nsandbox: unknown-events');
    const strangers = [
      events.some(({ type }) => type === 'sandbox_event'),
      events.some(({ delta }) => delta?.type === 'sandbox_delta'),
    ];
    expect(strangers).toEqual([true, true]);
    const known = events.filter(({ type, index }) => type !== 'sandbox_event' && index !== 1);
    expect(textOf(foldEvents(known))).toBe('Hi');
  });

  it('two-starts: message_start twice, with one id', async () => {
    const [one, two] = await stream('sandbox: two-starts');
    expect(two).toEqual(one);
  });
});

describe('the same faults in a whole answer', () => {
  it('error-after is an error status', async () => {
    expect((await post(sandbox.url, saying('sandbox: error-after 4 500'))).status).toBe(500);
  });

  it.each(['cut-after 3', 'end-after 3'])('%s leaves half a body', async (directive) => {
    const response = await post(sandbox.url, saying(`sandbox: ${directive}`));
    await expect(response.json()).rejects.toThrow();
  });

  it('slow waits as long as the stream would take', async () => {
    slept.length = 0;
    await whole('sandbox: slow chunks=7 delay=30ms');
    expect(slept).toEqual([210]);
  });
});

describe('the reading of directives', () => {
  it('finds them between other lines, the later one winning', () => {
    expect(parseScenario('Hello\r\n  sandbox: say one\r\nsandbox:say two\r\nBye')).toEqual({ text: 'two' });
  });

  it('leaves text alone that only mentions the sandbox', () => {
    expect(parseScenario('In the sandbox: play! And "sandbox: say x" in a sentence')).toEqual({});
  });

  it('reads only the last user turn, and no tool results', async () => {
    const messages = [
      { role: 'user', content: 'sandbox: tool add {}' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'add', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'sandbox: refuse' }] },
    ];
    const message = await askWhole(sandbox.url, { model: HAIKU, max_tokens: 200, messages });
    expect(message.stop_reason).toBe('end_turn');
    expect(textOf(message)).toContain('“sandbox: refuse”');
  });

  it.each([
    'dance',
    'error',
    'error 418',
    'tool',
    'tool x [1]',
    'repeat many',
    'slow chunks=0',
    'usage 3',
    'cut-after',
    'stop',
  ])('explains itself when it cannot read `%s`', async (directive) => {
    const error = await readError(await post(sandbox.url, saying(`sandbox: ${directive}`)));
    expect(error).toMatchObject({
      status: 400,
      message: expect.stringMatching(/^sandbox: (there is no directive|write this)/),
    });
  });

  it('names each directive once and describes it', () => {
    expect(new Set(DIRECTIVES.map(({ name }) => name)).size).toBe(DIRECTIVES.length);
    for (const { usage, name, description } of DIRECTIVES) {
      expect(usage.startsWith(name)).toBe(true);
      expect(description).toMatch(/\.$/);
    }
  });

  it('is shown whole in the README', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    for (const { usage } of DIRECTIVES) expect(readme).toContain(`\`${usage}\``);
  });
});
