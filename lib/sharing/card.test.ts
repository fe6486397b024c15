import { expect, it } from 'vitest';
import { phrasesOf } from './card.ts';

it('splits Japanese between phrases, and keeps every character', () => {
  const text = 'お使いの OpenAI クライアントから、そのまま Claude へ。';
  expect(phrasesOf(text, 'ja')).toEqual(['お使いの ', 'OpenAI ', 'クライアントから、', 'そのまま ', 'Claude へ。']);
  expect(phrasesOf(text, 'ja').join('')).toBe(text);
});

it('keeps a compound verb whole', () => {
  expect(phrasesOf('残高から差し引かれます。', 'ja')).toEqual(['残高から', '差し引かれます。']);
});

it.each(['de', 'zh'] as const)('leaves %s to the renderer', (locale) => {
  expect(phrasesOf('按 token 计费，', locale)).toEqual(['按 token 计费，']);
});
