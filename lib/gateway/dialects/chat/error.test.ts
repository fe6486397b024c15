import { APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import { encodeStreamError, toErrorBody, toErrorReply } from './error.ts';

const reply = (error: unknown) => toErrorReply(error, { requestId: 'req_1' });

describe('an error body', () => {
  it('has all members that OpenAI’s clients read, null without a value', () => {
    expect(toErrorBody(new AppError('invalid_value', 'No.', { param: 'messages[2]' }), 'req_1')).toEqual({
      error: {
        message: 'No.',
        type: 'invalid_request_error',
        param: 'messages[2]',
        code: 'invalid_value',
        doc_url: null,
        request_id: 'req_1',
      },
    });
    expect(toErrorBody(new AppError('timeout', 'Slow.'), 'req_1').error.param).toBeNull();
  });

  it('links to the page of its code', () => {
    const { error } = toErrorBody(new AppError('timeout', 'Slow.'), 'req_1', 'https://docs.example/');
    expect(error.doc_url).toBe('https://docs.example/errors/timeout');
  });

  it('carries machine-readable facts, amounts of money included', () => {
    const failure = new AppError('insufficient_credit', 'No.', { details: { neededNanoUsd: 5n } });
    expect(JSON.parse(reply(failure).body)).toMatchObject({ error: { tokenhub: { neededNanoUsd: '5' } } });
  });

  it.each([new Error('password=hunter2'), 'hunter2', null, { secret: 'hunter2' }])(
    'of a bug (%s) says nothing about it',
    (bug) => {
      const { status, body } = reply(bug);
      expect(status).toBe(500);
      expect(body).not.toContain('hunter2');
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'internal', type: 'server_error' } });
    },
  );

  it('does not show the cause of an AppError', () => {
    expect(reply(new AppError('internal', 'Oops.', { cause: new Error('hunter2') })).body).not.toContain('hunter2');
  });
});

describe('an error reply', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('for %s is understood by the official client', (code) => {
    const { status, headers, body } = reply(new AppError(code, 'Said so.', { param: 'model' }));
    const seen = APIError.generate(status, JSON.parse(body), undefined, new Headers(headers));
    expect(seen).toMatchObject({
      status: ERROR_CODES[code].status,
      code,
      param: 'model',
      type: ERROR_CODES[code].type,
      requestID: 'req_1',
    });
  });

  it('is JSON that no cache keeps, and names the request', () => {
    expect(reply(new AppError('timeout', 'Slow.')).headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': 'req_1',
    });
  });

  it('never lets a client retry a 402', () => {
    expect(reply(new AppError('insufficient_credit', 'No.')).headers['x-should-retry']).toBe('false');
    expect(reply(new AppError('key_limit_reached', 'No.')).headers['x-should-retry']).toBe('false');
  });

  it('says when to retry in seconds, rounded up, and in milliseconds', () => {
    const { headers } = reply(new AppError('rate_limit_exceeded', 'Slow down.', { retryAfterSeconds: 1.2345 }));
    expect(headers).toMatchObject({ 'retry-after': '2', 'retry-after-ms': '1235' });
    expect(headers).not.toHaveProperty('x-should-retry');
  });

  it('adds the failure’s own headers, which cannot replace ours', () => {
    const { headers } = reply(
      new AppError('method_not_allowed', 'No.', { headers: { allow: 'POST', 'x-request-id': 'forged' } }),
    );
    expect(headers).toMatchObject({ allow: 'POST', 'x-request-id': 'req_1' });
  });
});

it('ends a stream with one event that holds the error and no choices', () => {
  const event = encodeStreamError(new AppError('overloaded', 'Busy.\nRetry.'), 'req_1');
  expect(event).toMatch(/^data: \{"error":\{.*\}\}\n\n$/);
  expect(event).not.toContain('[DONE]');
  expect(event).not.toContain('choices');
});
