import { expect } from 'vitest';
import type { Answer } from './ask.ts';

/** Every failure before the first byte has OpenAI's form, is JSON, and names its request in body and header alike. */
export function expectOpenAIError({ headers, json, text }: Answer): void {
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(text).not.toMatch(/<html|<!doctype/i);
  expect(Object.keys(json)).toEqual(['error']);
  const { message, type, param, code, doc_url, request_id } = json.error;
  expect(message).toMatch(/\S/);
  expect(type).toMatch(/^(invalid_request|insufficient_quota|permission|rate_limit|server)(_error)?$/);
  expect(typeof param === 'string' || param === null).toBe(true);
  expect(code).toMatch(/^[a-z_]+$/);
  expect(doc_url).toMatch(new RegExp(`/errors/${code}$`));
  expect(request_id).toBe(headers['x-request-id']);
  expect(request_id).toMatch(/^req_/);
  expect(headers['access-control-allow-origin']).toBe('*');
}

/** A refusal with this status and code, for the test to look at further. */
export function expectRefusal(answer: Answer, expected: { status: number; code: string }): Answer {
  expectOpenAIError(answer);
  expect({ status: answer.status, code: answer.error.code }).toEqual(expected);
  return answer;
}
