import { describe, expect, it } from 'vitest';
import { answerByMock } from './mock.ts';

const answer = (template: string, args: string) =>
  answerByMock({ mock: { kind: 'reply', template } }, { id: 'c', kind: 'function', name: 'look', arguments: args })
    ?.content;

describe('a mock', () => {
  it.each([
    ['It is {{args.n}} °C in {{ args.city }}.', '{"city":"Köln","n":18}', 'It is 18 °C in Köln.'],
    ['{"city": "{{args.city}}", "n": "{{args.n}}"}', '{"city":"\\"K\\"","n":18}', '{"city":"\\"K\\"","n":18}'],
    [
      '{"all": "{{args.a.b}}", "none": "{{args.x}}", "text": "n={{args.n}}"}',
      '{"a":{"b":[1]},"n":2}',
      '{"all":[1],"none":null,"text":"n=2"}',
    ],
    ['{{args.constructor}}{{args.a.length}}', '{"a":"xx"}', ''],
    ['{{args.x}}', 'not json', ''],
  ])('%j answers %j with %j', (template, args, content) => expect(answer(template, args)).toBe(content));

  it('fails when configured so, and leaves other calls to the user', () => {
    const call = { id: 'c', kind: 'function' as const, name: 'look', arguments: '{}' };
    expect(answerByMock({ mock: { kind: 'fail', message: 'No route.' } }, call)).toEqual({
      content: 'No route.',
      isError: true,
    });
    expect(answerByMock({ mock: { kind: 'none' } }, call)).toBeNull();
  });
});
