import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { type Letter, SECURITY_CHANGES, type SecurityChange, toPlainText } from './letters.ts';
import { toWording } from './wording.ts';

const url = 'https://hub.example/en/verify#token=abc';
const letters = (locale: string): Letter[] => {
  const to = 'ada@example.com';
  return [
    { name: 'verify', to, locale, values: { url } },
    { name: 'alreadyRegistered', to, locale, values: { url } },
    { name: 'resetPassword', to, locale, values: { url } },
    { name: 'magicLink', to, locale, values: { url } },
    { name: 'passwordChanged', to, locale, values: { url } },
    { name: 'confirmOldEmail', to, locale, values: { url, newEmail: 'new@example.com' } },
    { name: 'confirmNewEmail', to, locale, values: { url } },
    { name: 'emailChanged', to, locale, values: { newEmail: 'new@example.com' } },
    { name: 'newSignIn', to, locale, values: { url, when: 'Nov 22, 2026, 5:16 PM UTC', browser: 'Firefox, macOS' } },
    { name: 'securityChanged', to, locale, values: { url, change: 'identity_linked', provider: 'GitHub' } },
    {
      name: 'invitation',
      to,
      locale,
      values: { url, organisation: 'Acme <b>', inviter: 'Ada {x}', role: 'developer' },
    },
    {
      name: 'keyCreated',
      to,
      locale,
      values: { url, key: 'CI {x}', hint: 'th-live-…Ab3x', account: 'Acme <b>', creator: 'ada@example.com' },
    },
    {
      name: 'keyExpiring',
      to,
      locale,
      values: { url, key: 'CI', hint: 'th-live-…Ab3x', account: 'Acme', moment: '29 Nov 2026, 12:00 UTC', days: 7 },
    },
    { name: 'accountDeleted', to, locale, values: {} },
    { name: 'spendAlert', to, locale, values: { url, account: 'Acme', amount: '$5', spent: '$6', month: 'May 2026' } },
    { name: 'lowBalance', to, locale, values: { url, account: 'Acme', balance: '$0.90', threshold: '$1.00' } },
    ...['total', 'day', 'week', 'month'].map((window): Letter => {
      const values = { url, account: 'Acme', name: 'CI', percent: 80, window, spent: '$4', cap: '$5' };
      return { name: 'capAlert', to, locale, values };
    }),
    {
      name: 'priceChange',
      to,
      locale,
      values: {
        ...{ url, account: 'Acme <b>', model: 'Claude Haiku 4.5', moment: '1 Jan 2027, 00:00 UTC' },
        ...{
          cost: '$4.10',
          nextCost: '$4.92',
          input: '$1.00',
          output: '$5.00',
          nextInput: '$1.20',
          nextOutput: '$6.00',
        },
      },
    },
    {
      name: 'capAmountAlert',
      to,
      locale,
      values: { url, account: 'Acme', name: 'CI', amount: '$40', window: 'month', spent: '$41', cap: '$50' },
    },
    {
      name: 'topUpCredited',
      to,
      locale,
      values: { url, account: 'Acme', amount: '$25.00', total: '$29.75', isAutomatic: 'yes' },
    },
    {
      name: 'topUpFailed',
      to,
      locale,
      values: { url, account: 'Acme', amount: '$25.00', reason: 'no_card', isAutomatic: 'yes' },
    },
    { name: 'autoTopUpSuspended', to, locale, values: { url, account: 'Acme', reason: 'failures' } },
    ...(['topUpProcessing', 'topUpNeedsAction', 'refunded', 'refundFailed', 'disputed', 'disputeWon'] as const).map(
      (name): Letter => ({ name, to, locale, values: { url, account: 'Acme <b>', amount: '$25.00' } }),
    ),
    ...['gone', 'failing'].map(
      (reason): Letter => ({
        name: 'webhookPaused',
        to,
        locale,
        values: { url, account: 'Acme', host: 'a.example', reason },
      }),
    ),
    {
      name: 'paymentConcern',
      to,
      locale,
      values: { payment: 'pi_1', concern: 'unmatched', detail: 'wrong_amount' },
    },
  ];
};

/** Values that select a text and do not appear in it. */
const CODES = /^(?:developer|identity_linked|yes|no_card|failures|gone|failing|unmatched|total|day|week|month)$/;

describe.each(LOCALES)('in %s', (locale) => {
  it.each(letters(locale).map((letter) => [letter.name, letter] as const))('%s says everything', async (_, letter) => {
    const wording = await toWording(letter);
    const text = toPlainText(wording);
    for (const value of Object.values(letter.values)) if (!CODES.test(`${value}`)) expect(text).toContain(`${value}`);
    expect(`${wording.subject}${text}`).not.toMatch(/email\.\w+\.|\{\w+\}(?<!\{x\})/);
    expect(wording.subject).not.toMatch(/[\r\n]/);
    expect(wording.locale).toBe(locale);
  });
});

it('describes each change of a sign-in method in its own words', async () => {
  const bodyOf = async (locale: string, change: SecurityChange) =>
    (
      await toWording({
        name: 'securityChanged',
        to: 'a@example.com',
        locale,
        values: { url, change, provider: 'Google' },
      })
    ).paragraphs[0];
  for (const locale of LOCALES) {
    const bodies = await Promise.all(SECURITY_CHANGES.map((change) => bodyOf(locale, change)));
    expect(new Set(bodies).size).toBe(SECURITY_CHANGES.length);
  }
});

it('names no unknown browser', async () => {
  const values = { url, when: 'today', browser: 'unknown' };
  for (const locale of LOCALES) {
    const { paragraphs } = await toWording({ name: 'newSignIn', to: 'a@example.com', locale, values });
    expect(paragraphs.join()).not.toContain('unknown');
  }
});

it('writes English for an unsupported language', async () => {
  const wording = await toWording({ name: 'accountDeleted', to: 'a@example.com', locale: 'xx', values: {} });
  expect(wording.locale).toBe('en');
});
