import 'server-only';
import { toReturnQuery } from '#lib/auth/return-path.ts';
import { publicUrl } from '#lib/config/env.ts';
import { toLocale } from '#lib/i18n/locales.ts';

interface LinkParts {
  token?: string;
  /** The page to open afterwards, in place of the overview. */
  next?: string;
}

/** A link for a mail, from the configured address only: clients control the Host header of a request. */
export function linkTo(locale: string, path: `/${string}`, { token, next }: LinkParts = {}): string {
  const language = toLocale(locale);
  const query = next === undefined ? '' : toReturnQuery({ locale: language, next });
  // The token is in the fragment: browsers do not send it, so it appears in no log and no referrer.
  return `${publicUrl}/${language}${path}${query}${token === undefined ? '' : `#token=${token}`}`;
}
