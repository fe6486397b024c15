import localFont from 'next/font/local';

/** `optional`: a font that loads late is used from the next page on, so that no text reflows. */
const GeistSans = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
});

/**
 * Not preloaded: most text uses the other font, and would wait behind 70 kB for a few ids. Until it loads,
 * `typefaces.css` adjusts the system font to its metrics.
 */
const GeistMono = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
});

export const FONTS = `${GeistSans.variable} ${GeistMono.variable}`;
