import { readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_LOCALE, isLocale } from '#lib/i18n/locales.ts';
import { isGuide } from './contents.ts';
import { guideFile, hashOf, readGuide } from './guide.ts';

/**
 * Marks a translation as following the current English page. Run it after updating the translation:
 * `npx node lib/docs/stamp.ts de billing`.
 */
const [locale = '', slug = ''] = process.argv.slice(2);
if (!isLocale(locale) || locale === DEFAULT_LOCALE || !isGuide(slug)) {
  throw new Error('Name a language other than English and a guide: `de billing`.');
}
const file = guideFile(locale, slug);
const stamp = `sourceHash: "${hashOf(readGuide(DEFAULT_LOCALE, slug))}"\n`;
const unstamped = readFileSync(file, 'utf8').replace(/^sourceHash: .*\n/m, '');
writeFileSync(file, unstamped.replace(/^(description: .*\n)/m, `$1${stamp}`));
