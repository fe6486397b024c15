import localFont from 'next/font/local';

/** Where it comes late, the first page keeps the system's face, so that no line moves. */
const GeistSans = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
});

/**
 * Without a preload: the text a page begins with is in the other face, and would wait behind 70 kB for an id or two.
 * Until it comes, `typefaces.css` has the system's in its measure.
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
