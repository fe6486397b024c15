'use client';

import type { ReactNode } from 'react';
import { documentNonce } from '#components/ui/document-nonce.ts';
import { useTheme } from './use-theme.ts';

// Radix locks scrolling with a style element of its own, and reads its nonce here.
Object.assign(globalThis, { __webpack_nonce__: documentNonce() });

// Zod would test whether `eval` is allowed, which the content security policy forbids and the browser reports. Zod
// loads later, with the forms and files it validates, and reads its settings here.
if (typeof window !== 'undefined') {
  const settings: object = Reflect.get(globalThis, '__zod_globalConfig') ?? {};
  Reflect.set(globalThis, '__zod_globalConfig', Object.assign(settings, { jitless: true }));
}

/** Context of every page. Each module here adds to every page's weight. */
export function Providers({ children }: { children: ReactNode }) {
  useTheme();
  return children;
}
