import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CodeLanguage, tokenize } from './code.tsx';

const LANGUAGES: CodeLanguage[] = ['shell', 'python', 'javascript', 'json', 'text'];
const kinds = (code: string, language: CodeLanguage) =>
  tokenize(code, language)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`);

it.each(LANGUAGES)('never loses or adds a character of %s', (language) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (code) => {
      expect(
        tokenize(code, language)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code);
    }),
  );
});

it('finds no comment inside a string', () => {
  expect(kinds("url = 'http://x/#a' # note", 'python')).toEqual(["string 'http://x/#a'", 'comment # note']);
  expect(kinds("const url = 'https://x';", 'javascript')).toEqual(['keyword const', "string 'https://x'"]);
});

it('highlights a shell variable inside a string', () => {
  expect(kinds('curl -H "Authorization: Bearer $TOKENHUB_API_KEY"', 'shell')).toContain('variable $TOKENHUB_API_KEY');
});
