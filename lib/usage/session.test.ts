import { expect, it } from 'vitest';
import { isSessionId, sessionOf } from './session.ts';

it('is that of the header, else that of the body', () => {
  expect(sessionOf('run-42', { session_id: 'other' })).toBe('run-42');
  expect(sessionOf(undefined, { session_id: ' agent/7:a@b.c ' })).toBe('agent/7:a@b.c');
  expect(sessionOf(null)).toBeNull();
});

it.each(['', 'two words', 'ä', 'a\0b', 'x'.repeat(129), 'a,b', 'a?b'])('is invalid: %j', (text) => {
  expect(isSessionId(text)).toBe(false);
  expect(sessionOf(text, { session_id: 'other' })).toBeNull();
  expect(sessionOf(undefined, { session_id: text })).toBeNull();
});

it('is text', () => expect(sessionOf(undefined, { session_id: 7 })).toBeNull());
