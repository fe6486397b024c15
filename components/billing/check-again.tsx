'use client';

import { useTransition } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';

/** Reads the page again, and with it what it has added up. */
export function CheckAgain({ label }: { label: string }) {
  const { refresh } = useTab();
  const [isPending, start] = useTransition();
  return (
    <Button
      variant="link"
      size="inline"
      className="text-13"
      aria-busy={isPending || undefined}
      onClick={() => start(refresh)}
    >
      {label}
    </Button>
  );
}
