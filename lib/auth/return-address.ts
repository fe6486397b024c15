import 'server-only';
import { publicUrl } from '#lib/config/env.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { inLocale, safeReturnPath, withoutOrigin } from './return-path.ts';

/** Where somebody who signs in wants to be, and the language they have chosen on the way. */
export interface Destination {
  locale: Locale;
  /** A path of our own, however it was written by whoever sent it. */
  next: string;
}

const overview = (locale: Locale): string => `/${locale}/overview`;

/** Where an address that may be anybody's leads on to: a page of ours in this language, or the overview. */
export function toNext(address: string | undefined, locale: Locale): string {
  const path = withoutOrigin(address ?? '', new URL(publicUrl).origin);
  return inLocale(safeReturnPath(path, overview(locale)), locale);
}

/** The same for a page about signing in, which is told in its own address. */
export const readNext = async (searchParams: SearchParams<'callbackUrl'>, locale: Locale): Promise<string> =>
  toNext(firstValue((await searchParams).callbackUrl), locale);

/** As an address's query: nothing where it leads to the overview, which it would without. */
export function toReturnQuery({ locale, next }: Destination): string {
  const callbackUrl = toNext(next, locale);
  return callbackUrl === overview(locale) ? '' : `?${new URLSearchParams({ callbackUrl })}`;
}
