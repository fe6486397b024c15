import { describe, expect, it } from 'vitest';
import { draftOf, message } from './testing/drafts.ts';
import { findVariables, listVariables, substitute, valuesFor } from './variables.ts';

describe('variables', () => {
  it.each([
    ['Hi {{name}}, {{ city }}, {{name}}', ['name', 'city']],
    ['{{größe}} {{名前}} {{a.b-c_1}}', ['größe', '名前', 'a.b-c_1']],
    ['{{1}} {{ }} {{a b}} {name} {{a', []],
    ['{{{a}}}', ['a']],
  ])('in %j are %j', (text, names) => expect(findVariables(text)).toEqual(names));

  it('are replaced once: a value is no template', () => {
    expect(substitute('{{a}} {{b}} {{c}}', { a: '{{b}}', b: '$& $1' })).toBe('{{b}} $& $1 {{c}}');
  });

  it('are not inherited from Object.prototype', () => {
    expect(substitute('{{constructor}} {{toString}}', {})).toBe('{{constructor}} {{toString}}');
  });

  it('prefer a row’s value to the draft’s own', () => {
    const draft = draftOf({}, { variables: { a: '1', b: '2' }, rows: [{ id: 'r', values: { b: '3' } }] });
    expect(valuesFor(draft, 'r')).toEqual({ a: '1', b: '3' });
    expect(valuesFor(draft)).toEqual({ a: '1', b: '2' });
  });

  it('are listed in order of use, then unused ones', () => {
    const messages = [
      message('s', 'system', 'You are {{role}}.'),
      message('q', 'user', '{{question}}'),
      message('a', 'assistant', 'Use {{mustache}}.', { runId: 'run' }),
      message('t', 'tool', '{{result}}'),
    ];
    expect(listVariables(draftOf({ messages }, { variables: { spare: '', role: 'kind' } }))).toEqual([
      { name: 'role', isUsed: true, hasValue: true },
      { name: 'question', isUsed: true, hasValue: false },
      { name: 'spare', isUsed: false, hasValue: true },
    ]);
  });
});
