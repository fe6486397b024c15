import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from '#lib/i18n/messages.ts';
import { loadParsedMessages } from '#lib/i18n/parsed-messages.ts';

/**
 * Gives the client components below it their words. Server components need none of this.
 * Without `only`, all namespaces go to the browser.
 */
export async function Words({ only, children }: { only?: readonly Namespace[]; children: ReactNode }) {
  const messages = await loadParsedMessages(await getLocale(), only);
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
