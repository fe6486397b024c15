import 'server-only';
import { publicUrl } from '#lib/config/env.ts';
import { toLocale } from '#lib/i18n/locales.ts';

/** A link for a mail, from the configured address only: a request's Host header is anybody's to choose. */
export function linkTo(locale: string, path: `/${string}`, token?: string): string {
  const prefix = `${publicUrl}/${toLocale(locale)}${path}`;
  // After the #: browsers send it to nobody, so it is in no log and no referrer.
  return token === undefined ? prefix : `${prefix}#token=${token}`;
}
