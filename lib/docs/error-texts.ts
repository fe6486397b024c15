import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/** Why a failure happens and what to do about it, in inline Markdown. */
export interface ErrorText {
  cause: string;
  fix: string;
}

/** One text for every code: a test compares the files with `lib/errors.ts`. */
export const readErrorTexts = (locale: Locale): Record<ErrorCode, ErrorText> =>
  JSON.parse(readFileSync(join(process.cwd(), 'content/docs/errors', `${locale}.json`), 'utf8'));
