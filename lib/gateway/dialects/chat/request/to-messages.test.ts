import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonBytes } from '#lib/gateway/messages/worst-case.ts';
import { findModel } from '#lib/models/find.ts';
import { parseChatRequest } from '../schema/request.ts';
import { adjusted, bodyOf, fn, refusal, translated, user } from '../testing/requests.ts';
import { translateRequest } from './to-messages.ts';

const FIXTURES = new URL('../__fixtures__/request/', import.meta.url);
const names = readdirSync(FIXTURES).flatMap((file) =>
  file.endsWith('.openai.json') ? [file.slice(0, -'.openai.json'.length)] : [],
);

describe('a chat completion request becomes a Messages request', () => {
  it.each(names)('%s', async (name) => {
    const chat = parseChatRequest(JSON.parse(readFileSync(new URL(`${name}.openai.json`, FIXTURES), 'utf8')));
    const model = findModel(chat.model);
    if (!model) throw new Error(`${name} asks for a model the catalog does not have.`);
    const { body, plan, adjustments, bound } = translateRequest(chat, { model, userId: '9f86d081' });
    const sent = { body, plan, adjustments, bound };
    await expect(`${JSON.stringify(sent, null, 2)}\n`).toMatchFileSnapshot(
      `../__fixtures__/request/${name}.anthropic.json`,
    );
  });
});

describe('temperature and top_p', () => {
  it('given together send the temperature alone (pitfall 47)', () => {
    const fields = { temperature: 0.3, top_p: 1 };
    expect(bodyOf(fields)).toMatchObject({ temperature: 0.3 });
    expect(bodyOf(fields)).not.toHaveProperty('top_p');
    expect(adjusted(fields)).toEqual(['top_p=dropped']);
  });

  it.each([0, -1])('switch top_k off with %i, as others write it', (top_k) => {
    expect(bodyOf({ top_k })).not.toHaveProperty('top_k');
    expect(adjusted({ top_k })).toEqual([]);
    expect(adjusted({ top_k }, 'claude-opus-4-7')).toEqual([]);
  });

  it.each([{ top_p: -1 }, { top_p: 1.1 }, { temperature: -1 }, { temperature: 2.1 }, { top_k: -2 }])(
    'out of range are refused: %j (pitfall 48)',
    (fields) => {
      expect(refusal(fields)).toEqual({ code: 'invalid_value', param: Object.keys(fields)[0] });
    },
  );

  it.each(['claude-opus-4-7', 'claude-opus-4-8', 'claude-sonnet-5', 'claude-opus-5-5', 'claude-fable-5-1'])(
    'are never sent to %s (pitfall 49)',
    (model) => {
      for (const fields of [{ temperature: 1 }, { top_p: 0.5 }, { top_k: 5 }]) {
        for (const name of Object.keys(fields)) expect(bodyOf(fields, model)).not.toHaveProperty(name);
        expect(adjusted(fields, model)).toEqual([`${Object.keys(fields)[0]}=dropped`]);
      }
    },
  );

  it.each(['claude-opus-4-6', 'claude-sonnet-4-6', 'claude-haiku-4-5', 'claude-sonnet-4-5'])(
    'reach %s (pitfall 50)',
    (model) => {
      expect(bodyOf({ temperature: 0, top_k: 5 }, model)).toMatchObject({ temperature: 0, top_k: 5 });
      expect(bodyOf({ top_p: 0.5 }, model)).toMatchObject({ top_p: 0.5 });
    },
  );

  it('go together to the models that take both', () => {
    expect(bodyOf({ temperature: 0.5, top_p: 0.9 }, 'claude-4-sonnet')).toMatchObject({ temperature: 0.5, top_p: 0.9 });
  });

  it('above 1 are 1', () => {
    expect(bodyOf({ temperature: 1.7 }).temperature).toBe(1);
    expect(adjusted({ temperature: 1.7 })).toEqual(['temperature=clamped']);
  });

  it('stay out while the model thinks', () => {
    const fields = { temperature: 0.5, top_p: 0.9, top_k: 3, reasoning_effort: 'low', max_tokens: 4_000 };
    expect(adjusted(fields)).toEqual(['temperature=dropped', 'top_p=dropped', 'top_k=dropped']);
  });
});

describe('stop', () => {
  it('of whitespace is cut at here, the others upstream (pitfall 51)', () => {
    const fields = { stop: ['\n', 'END', '', ' \t'] };
    const { body, plan } = translated(fields);
    expect(body.stop_sequences).toEqual(['END']);
    expect(plan.emulatedStops).toEqual(['\n', ' \t']);
    expect(adjusted(fields)).toEqual(['stop=emulated', 'stop=dropped']);
  });

  it('may be one string (pitfall 51b)', () => expect(bodyOf({ stop: 'END' }).stop_sequences).toEqual(['END']));

  it.each([null, [], '\n'])('%j sends nothing upstream', (stop) =>
    expect(bodyOf({ stop })).not.toHaveProperty('stop_sequences'),
  );
});

describe('user', () => {
  it('never reaches upstream as written (pitfall 52)', () => {
    const fields = {
      user: 'ada@example.com',
      safety_identifier: '+49 151 1234567',
      metadata: { mail: 'ada@example.com' },
    };
    expect(JSON.stringify(bodyOf(fields))).not.toMatch(/ada|151/);
  });
});

describe('max_tokens', () => {
  it.each([
    [{}, 1_024],
    [{ max_tokens: 7 }, 7],
    [{ max_completion_tokens: 9 }, 9],
    [{ max_tokens: 7, max_completion_tokens: 9 }, 9],
    [{ max_tokens: null }, 1_024],
  ])('of %j is %i', (fields, expected) => expect(bodyOf(fields).max_tokens).toBe(expected));

  it.each([
    ['claude-haiku-4-5', 64_000],
    ['claude-3-5-haiku-latest', 8_192],
    ['claude-opus-4-7', 128_000],
  ])('is at most what %s can write, whichever model is tried (pitfall 55)', (model, expected) => {
    expect(bodyOf({ max_tokens: 1_000_000 }, model).max_tokens).toBe(expected);
    expect(adjusted({ max_tokens: 1_000_000 }, model)).toEqual(['max_tokens=clamped']);
  });

  it('above the limit of a whole answer is streamed from upstream (pitfall 56)', () => {
    expect(bodyOf({ max_tokens: 21_334 }).stream).toBe(true);
    expect(bodyOf({ max_tokens: 21_333 })).not.toHaveProperty('stream');
  });
});

describe('parameters without an equivalent', () => {
  it('are left out and reported', () => {
    const fields = {
      seed: 1,
      logit_bias: { 5: 1 },
      frequency_penalty: 0.5,
      verbosity: 'low',
      store: true,
      prediction: {},
    };
    expect(adjusted(fields).toSorted()).toEqual(
      Object.keys(fields)
        .map((name) => `${name}=dropped`)
        .toSorted(),
    );
    expect(Object.keys(bodyOf(fields)).toSorted()).toEqual(['max_tokens', 'messages', 'model']);
  });

  it('are not reported at the values that clients always send', () => {
    const fields = {
      n: 1,
      logprobs: false,
      presence_penalty: 0,
      frequency_penalty: 0,
      logit_bias: {},
      store: false,
      seed: null,
      service_tier: 'auto',
    };
    expect(adjusted({ ...fields, modalities: ['text'] })).toEqual([]);
  });
});

describe('service_tier', () => {
  it.each([
    ['default', { service_tier: 'standard_only' }, []],
    ['auto', {}, []],
    ['fast', {}, ['service_tier=dropped']],
    ['priority', {}, ['service_tier=dropped']],
  ])('%s', (service_tier, sent, reports) => {
    expect(bodyOf({ service_tier }).service_tier).toBe('service_tier' in sent ? sent.service_tier : undefined);
    expect(adjusted({ service_tier })).toEqual(reports);
  });
});

describe('strict_params', () => {
  it('refuses a request that would be adjusted, naming the first adjustment', () => {
    expect(refusal({ strict_params: true, temperature: 1.5, seed: 1 })).toEqual({
      code: 'unsupported_parameter',
      param: 'temperature',
    });
  });

  it('accepts a request that is sent as written', () => {
    expect(bodyOf({ strict_params: true, temperature: 0.5, tools: [fn('look')], stop: 'END' })).toMatchObject({
      temperature: 0.5,
    });
  });
});

describe('the bound', () => {
  it('has at least the bytes of every text the model reads', () => {
    const { bound } = translated({
      messages: [{ role: 'system', content: 'é' }, user('日本語')],
      tools: [fn('look', { type: 'object', properties: { ü: { description: 'ßß' } } })],
    });
    expect(bound.textBytes).toBeGreaterThanOrEqual(
      2 + 9 + 'look'.length + Buffer.byteLength('{"type":"object","properties":{"ü":{"description":"ßß"}}}'),
    );
    expect(bound).toMatchObject({ images: 0, documents: 0, tools: 1 });
  });

  it.each(['"'.repeat(50), '\n\u0001\\', { a: [1e-300, null, { 'k"': false }] }, []])(
    'counts %j as JSON, escapes included',
    (value) => {
      expect(jsonBytes(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
    },
  );
});

it('asks the provider’s own name of the model when it is given', () => {
  const model = findModel('claude-opus-4-6');
  if (!model) throw new Error('unknown');
  const chat = parseChatRequest({ model: 'x', messages: [user('Hi')] });
  expect(translateRequest(chat, { model, upstreamModel: 'anthropic.claude-opus-4-6-v1' }).body.model).toBe(
    'anthropic.claude-opus-4-6-v1',
  );
});
