import { expect, it } from 'vitest';
import { nameKey } from './name-key.ts';

const sample = { id: 'x', label: 'x', code: 'call()\n' };

it.each([
  ['shell', '# Key “CI”\ncall()\n'],
  ['python', '# Key “CI”\ncall()\n'],
  ['javascript', '// Key “CI”\ncall()\n'],
] as const)('names the key in a comment of %s', (language, expected) => {
  expect(nameKey({ ...sample, language }, 'Key “CI”').code).toBe(expected);
});

it('keeps a key’s name inside the comment', () => {
  const { code } = nameKey({ ...sample, language: 'shell' }, 'Key “a\nrm -rf /\u2028b”');
  expect(code.split('\n')).toHaveLength(3);
});
