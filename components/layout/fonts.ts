import localFont from 'next/font/local';

// What comes late is not shown before the next page: until then the system's faces stay, and no line moves.

const GeistSans = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
});

/** Without a preload: the text a page begins with is in the other face, and would wait behind 70 kB for an id or two. */
const GeistMono = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
});

/** Classes that give a page its typefaces. */
export const FONTS = `${GeistSans.variable} ${GeistMono.variable}`;
