import type { ReactNode } from 'react';

/** The HTML document is in `[locale]/layout.tsx`, which knows the language. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
