import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Locale } from '#lib/i18n/locales.ts';
import { ELSEWHERE, loadMessages, type Namespace } from '#lib/i18n/messages.ts';
import { loadParsedMessages } from '#lib/i18n/parsed-messages.ts';

/**
 * Provides messages to the client components below. Server components need none of this.
 * Without `only`, the browser receives all messages of the portal.
 */
export async function MessagesProvider({ only, children }: { only?: readonly Namespace[]; children: ReactNode }) {
  const locale = await getLocale();
  const messages = await loadParsedMessages(locale, only ?? (await portalNamespaces(locale)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}

const portalNamespaces = async (locale: Locale): Promise<Namespace[]> =>
  (Object.keys(await loadMessages(locale)) as Namespace[]).filter((name) => !ELSEWHERE.some((other) => other === name));
