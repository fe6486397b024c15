import 'server-only';
import { createTranslator } from 'use-intl/core';
import { toLocale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { Letter, Wording } from './letters.ts';

/** Writes a letter in its reader's language. Bodies hold paragraphs, separated by an empty line. */
export async function toWording({ name, locale: wanted, values }: Letter): Promise<Wording> {
  const locale = toLocale(wanted);
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'email' });
  const url = 'url' in values ? values.url : null;
  const none = {
    newEmail: '',
    organisation: '',
    inviter: '',
    role: '',
    change: '',
    provider: '',
    when: '',
    browser: '',
    amount: '',
    spent: '',
    month: '',
    total: '',
    isAutomatic: '',
    reason: '',
    payment: '',
    concern: '',
    detail: '',
  };
  const said = { ...none, key: '', hint: '', account: '', creator: '', moment: '', days: 0, ...values };
  return {
    locale,
    subject: t(`${name}.subject`, said),
    heading: t(`${name}.heading`, said),
    paragraphs: t(`${name}.body`, said).split('\n\n'),
    action: url === null ? null : { label: t(`${name}.action` as 'verify.action'), url },
    note: t(`${name}.note`, said),
  };
}
