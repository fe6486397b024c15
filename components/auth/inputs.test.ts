import { describe, expect, it } from 'vitest';
import { code, email, name } from './inputs.ts';

const problemOf = (schema: typeof code, text: string) => schema.safeParse(text).error?.issues[0]?.message;

describe('form input', () => {
  it.each([
    [code, ' 123 456 ', '123456'],
    [code, '１２３４５６', '123456'],
    [code, 'K7MQP-X2VHD', 'k7mqpx2vhd'],
    [email, '\u00a0ada@example.com\n', 'ada@example.com'],
    [email, 'ａｄａ＠example.com', 'ada@example.com'],
    [name, '  Ada\u3000Lovelace ', 'Ada Lovelace'],
  ])('%#: %j is read as %j', (schema, typed, read) => expect(schema.parse(typed)).toBe(read));

  it.each([
    [code, '12 34 5', 'code'],
    [code, '', 'code'],
    [email, 'ada', 'email'],
    [email, 'ada lovelace@example.com', 'email'],
    [name, ' \u3000 ', 'name'],
    [name, 'x'.repeat(81), 'nameLong'],
  ])('%#: %j is refused', (schema, typed, problem) => expect(problemOf(schema, typed)).toBe(problem));
});
