import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { loadMessages, type Namespace, pickNamespaces } from '#lib/i18n/messages.ts';

/**
 * Gives the client components below it their words. Server components need none of this.
 * Without `only`, all namespaces go to the browser.
 */
export async function Words({ only, children }: { only?: readonly Namespace[]; children: ReactNode }) {
  const messages = await loadMessages(await getLocale());
  return (
    <NextIntlClientProvider messages={only ? pickNamespaces(messages, only) : messages}>
      {children}
    </NextIntlClientProvider>
  );
}
