import type english from '../../messages/en.json';
import type { Locale } from './locales.ts';

export type Messages = typeof english;
export type Namespace = keyof Messages;

/** Messages that any page's client components may need. A page outside the portal sends no others to the browser. */
export const SHARED_NAMESPACES = ['common', 'shell', 'states'] as const satisfies readonly Namespace[];

/** Messages of the documentation, public pages and mails, which no client component behind the sign-in uses. */
export const ELSEWHERE = [
  ...(['assistants', 'calculator', 'changelog', 'compare', 'docs', 'email'] as const),
  ...(['feedback', 'landing', 'reader', 'reference', 'site', 'trial'] as const),
] satisfies readonly Namespace[];

/** All messages of a language. Each language has every key, which a test checks. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const { default: messages } = await import(`../../messages/${locale}.json`, { with: { type: 'json' } });
  return messages;
}
