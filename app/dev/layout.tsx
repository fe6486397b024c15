import type { ReactNode } from 'react';
import { FONTS } from '#components/layout/fonts.ts';
import '../globals.css';
import { BOOT_SCRIPT } from '#lib/http/inline-scripts.ts';

/** Tools for local development. They are in English and outside the localised routes. */
export default function DevLayout({ children }: { children: ReactNode }) {
  return (
    // The boot script sets the theme on this element before hydration.
    <html lang="en" className={FONTS} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, allowed by its hash */}
        <script dangerouslySetInnerHTML={{ __html: BOOT_SCRIPT }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
