import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '#lib/i18n/locales.ts';

type Face = readonly [regular: string, semibold: string];

const GEIST: Face = ['geist/dist/fonts/geist-sans/Geist-Regular.ttf', 'geist/dist/fonts/geist-sans/Geist-SemiBold.ttf'];
/** Fonts for the letters Geist lacks. */
const NOTO: Partial<Record<Locale, Face>> = {
  ja: ['@embedpdf/fonts-jp/fonts/NotoSansJP-Regular.otf', '@embedpdf/fonts-jp/fonts/NotoSansJP-Bold.otf'],
  zh: ['@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf', '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf'],
};

const known = new Map<Locale, CardFont[]>();

/** The fonts of a language's cards: the same objects each time, because the renderer caches fonts by object. */
export function cardFonts(locale: Locale): CardFont[] {
  const fonts = known.get(locale) ?? [...load('Geist', GEIST), ...load('Noto', NOTO[locale])];
  known.set(locale, fonts);
  return fonts;
}

type CardFont = ReturnType<typeof load>[number];

const load = (name: string, face: Face | undefined) =>
  (face ?? []).map((file, index) => ({
    name,
    data: readFileSync(join(process.cwd(), 'node_modules', file)),
    weight: index === 0 ? (400 as const) : (600 as const),
  }));
