import 'server-only';
import { toReturnQuery } from '#lib/auth/return-path.ts';
import { publicUrl } from '#lib/config/env.ts';
import { toLocale } from '#lib/i18n/locales.ts';

interface LinkParts {
  token?: string;
  /** Where it leads on to, in place of the overview. */
  next?: string;
}

/** A link for a mail, from the configured address only: a request's Host header is anybody's to choose. */
export function linkTo(locale: string, path: `/${string}`, { token, next }: LinkParts = {}): string {
  const language = toLocale(locale);
  const query = next === undefined ? '' : toReturnQuery({ locale: language, next });
  // After the #: browsers send it to nobody, so it is in no log and no referrer.
  return `${publicUrl}/${language}${path}${query}${token === undefined ? '' : `#token=${token}`}`;
}
