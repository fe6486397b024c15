import type english from '../../messages/en.json';
import type { Locale } from './locales.ts';

export type Messages = typeof english;
export type Namespace = keyof Messages;

/** Words that every page's own client components may need. A page outside the portal sends no others to the browser. */
export const SHARED_NAMESPACES = ['common', 'shell', 'states'] as const satisfies readonly Namespace[];

/** Words of the documentation, of public pages and of mails, which no client component behind the sign-in speaks. */
export const ELSEWHERE = [
  ...(['assistants', 'calculator', 'changelog', 'compare', 'docs', 'email'] as const),
  ...(['feedback', 'landing', 'reader', 'reference', 'site', 'trial'] as const),
] satisfies readonly Namespace[];

/** All words of one language. Each language has every key: a test sees to it. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const { default: messages } = await import(`../../messages/${locale}.json`, { with: { type: 'json' } });
  return messages;
}
