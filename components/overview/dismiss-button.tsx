'use client';

import { useState } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';

interface DismissButtonProps {
  label: string;
  isDismissed: boolean;
  action: (input: { isDismissed: boolean }) => Promise<ActionResult<null>>;
}

/** Hides or shows the first steps. The browser remembers the choice. */
export function DismissButton({ label, isDismissed, action }: DismissButtonProps) {
  const { refresh } = useTab();
  const [isPending, setPending] = useState(false);
  async function dismiss() {
    if (isPending) return;
    setPending(true);
    await action({ isDismissed }).catch(() => null);
    setPending(false);
    refresh();
  }
  return (
    <Button variant="ghost" className="-me-3" onClick={dismiss} aria-busy={isPending || undefined}>
      {label}
    </Button>
  );
}
