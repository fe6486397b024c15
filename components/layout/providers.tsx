'use client';

import type { ReactNode } from 'react';
import { documentNonce } from '#components/ui/document-nonce.ts';
import { useTheme } from './use-theme.ts';

// Dialogs and menus lock scrolling with a style element of their own and look for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: documentNonce() });

/** What every page needs. Each module here is part of every page's weight. */
export function Providers({ children }: { children: ReactNode }) {
  useTheme();
  return children;
}
