import { expect, it } from 'vitest';
import { toLogFields } from './log.ts';

it('writes only listed fields, so a prompt in an event cannot reach the log', () => {
  expect(toLogFields({ requestId: 'req_1', status: 200, messages: 'secret prompt', body: {}, secret: 'x' })).toEqual({
    requestId: 'req_1',
    status: 200,
  });
});

it('never writes the contents of an object in a listed field', () => {
  expect(toLogFields({ reason: { prompt: 'secret' } })).toEqual({ reason: '[object]' });
});

it('takes keys out of texts, messages, traces and causes', () => {
  const key = `th-live-${'a1B2'.repeat(10)}`;
  const error = new Error(`refused ${key}`, { cause: new Error(`sk-ant-api03-${'x'.repeat(20)}`) });
  const written = JSON.stringify(toLogFields({ err: error, reason: `Bearer ${key}` }));
  expect(written).toContain('refused');
  expect(written).not.toContain(key);
  expect(written).not.toContain('sk-ant-api03');
});

it('leaves out an error’s other properties', () => {
  const error = Object.assign(new Error('failed'), { code: 'E1', detail: 'a row’s content' });
  const { err } = toLogFields({ err: error });
  expect(err).toMatchObject({ name: 'Error', message: 'failed', code: 'E1' });
  expect(err).not.toHaveProperty('detail');
});

it('writes money as text, since JSON has no such numbers', () => {
  expect(toLogFields({ costNanoUsd: 12n })).toEqual({ costNanoUsd: '12' });
});
