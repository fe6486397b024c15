'use client';

import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { documentNonce } from '#components/ui/document-nonce.ts';

// Dialogs and menus lock scrolling with a style element of their own and look for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: documentNonce() });

// Our own boot script has set the theme by now. As data, the library's copy neither runs nor needs a nonce.
const INERT = { type: 'application/json' };

/** What every page needs. Each module here is part of every page's weight. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" enableColorScheme={false} scriptProps={INERT}>
      {children}
    </ThemeProvider>
  );
}
