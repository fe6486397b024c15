import { GeistSans } from 'geist/font/sans';
import localFont from 'next/font/local';

/**
 * Geist's monospaced face without its preload: the text a page begins with is in the other one, and would wait behind 70 kB
 * that many pages use for an id or not at all. Its substitutes are as wide, so nothing moves when it arrives.
 */
const GeistMono = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
});

/** Classes that give a page its typefaces. */
export const FONTS = `${GeistSans.variable} ${GeistMono.variable}`;
