'use client';

import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { Toaster } from '#components/ui/toaster.tsx';

/** What only pages behind the sign-in need: filters in the address, and toasts. */
export function PortalProviders({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      {children}
      <Toaster />
    </NuqsAdapter>
  );
}
