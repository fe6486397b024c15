'use client';

import type { ReactNode } from 'react';
import { documentNonce } from '#components/ui/document-nonce.ts';
import { useTheme } from './use-theme.ts';

// Dialogs and menus lock scrolling with a style element of their own and look for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: documentNonce() });

// Zod would try whether it may compile schemas, which the content policy refuses and the browser then reports. Zod itself
// comes later, with the forms and files that it checks, and finds its settings here.
if (typeof window !== 'undefined') {
  const settings: object = Reflect.get(globalThis, '__zod_globalConfig') ?? {};
  Reflect.set(globalThis, '__zod_globalConfig', Object.assign(settings, { jitless: true }));
}

/** What every page needs. Each module here is part of every page's weight. */
export function Providers({ children }: { children: ReactNode }) {
  useTheme();
  return children;
}
