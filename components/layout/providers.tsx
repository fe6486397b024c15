'use client';

import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { documentNonce } from '#components/ui/document-nonce.ts';
import { Toaster } from '#components/ui/toaster.tsx';
import { TooltipProvider } from '#components/ui/tooltip.tsx';

// Dialogs and menus lock scrolling with a style element of their own and look for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: documentNonce() });

// Our own boot script has set the theme by now. As data, the library's copy neither runs nor needs a nonce.
const INERT = { type: 'application/json' };

export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" enableColorScheme={false} scriptProps={INERT}>
      <NuqsAdapter>
        <TooltipProvider delayDuration={300}>
          {children}
          <Toaster />
        </TooltipProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
