import type { ReactNode } from 'react';
import '../globals.css';

/** Tools for whoever runs this on their own machine. They are in English and outside the languages' addresses. */
export default function DevLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
