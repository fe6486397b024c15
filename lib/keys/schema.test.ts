import { describe, expect, it } from 'vitest';
import { createKeyInput, rotateKeyInput, updateKeyInput } from './schema.ts';

const problem = (input: object) => createKeyInput.safeParse({ name: 'CI', ...input }).error?.issues[0]?.path.join('.');

describe('a new key', () => {
  it('needs a name only', () => {
    expect(createKeyInput.parse({ name: '  CI  ' })).toEqual({
      name: 'CI',
      mode: 'live',
      capTotal: null,
      capMonth: null,
      capDay: null,
      models: [],
      allowedIps: [],
      requestsPerMinute: null,
      tokensPerMinute: null,
      concurrency: null,
      acceptsSuccessors: false,
      readsAccountUsage: false,
      retention: null,
      expiresAt: null,
    });
  });

  it('normalises its input', () => {
    const typed = { name: 'Ｃ\u3000Ｉ', capTotal: '１２，５０', allowedIps: [' 203.0.113.0 / 24'] };
    expect(createKeyInput.parse(typed)).toMatchObject({
      name: 'C I',
      capTotal: 12_500_000_000n,
      allowedIps: ['203.0.113.0/24'],
    });
  });

  it('reads caps exactly, to the nano-dollar', () => {
    const caps = createKeyInput.parse({ name: 'CI', capTotal: '100', capMonth: '20.000000001', capDay: '0' });
    expect(caps).toMatchObject({ capTotal: 100_000_000_000n, capMonth: 20_000_000_001n, capDay: 0n });
  });

  it('keeps the catalog id of a model, however it was named', () => {
    const { models } = createKeyInput.parse({ name: 'CI', models: ['anthropic/claude-opus-4.7', 'claude-haiku-4-5'] });
    expect(models).toEqual(['claude-opus-4-7', 'claude-haiku-4-5']);
  });

  it.each([
    ['an empty name', { name: '  ' }, 'name'],
    ['a name of 81 characters', { name: 'x'.repeat(81) }, 'name'],
    ['a line break in the name', { name: 'a\nb' }, 'name'],
    ['reversed text in the name', { name: 'a\u202eb' }, 'name'],
    ['a cap that is no amount', { capTotal: 'ten' }, 'capTotal'],
    ['a negative cap', { capDay: '-1' }, 'capDay'],
    ['a cap beyond a billion', { capTotal: '1000000000.01' }, 'capTotal'],
    ['a daily cap above the monthly one', { capDay: '2', capMonth: '1' }, 'capDay'],
    ['a daily cap above the total one', { capDay: '2', capTotal: '1' }, 'capDay'],
    ['a monthly cap above the total one', { capMonth: '2', capTotal: '1' }, 'capMonth'],
    ['an unknown model', { models: ['gpt-4'] }, 'models.0'],
    ['an address that is none', { allowedIps: ['203.0.113.0/24', 'home'] }, 'allowedIps.1'],
    ['a limit of zero', { requestsPerMinute: 0 }, 'requestsPerMinute'],
    ['a field of the row', { accountId: 'acct_other' }, ''],
  ])('refuses %s', (_what, input, field) => expect(problem(input)).toBe(field));

  it.each([{ capDay: '1', capMonth: '1', capTotal: '1' }, { capDay: '1', capTotal: '2' }, { capMonth: '3' }])(
    'takes caps that shrink with their time: %j',
    (caps) => expect(problem(caps)).toBeUndefined(),
  );
});

it('leaves absent fields out of a change', () =>
  expect(updateKeyInput.parse({ before: { capDay: '5' }, after: { capDay: null } })).toEqual({
    before: { capDay: 5_000_000_000n },
    after: { capDay: null },
  }));

it.each([0, 900, 3_600, 86_400])('knows a grace of %i seconds', (graceSeconds) =>
  expect(rotateKeyInput.parse({ graceSeconds })).toEqual({ graceSeconds }),
);
it('knows no other grace', () => expect(rotateKeyInput.safeParse({ graceSeconds: 604_800 }).success).toBe(false));
