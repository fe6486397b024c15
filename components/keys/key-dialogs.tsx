'use client';

import { useTab } from '#components/layout/tab-account.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { KeyView } from './key-view.ts';
import { LimitsDialog } from './limits-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

export interface KeyDialogProps {
  subject: KeyView;
  onClosed: () => void;
  /** Closes it, reads the page again and confirms in a toast. */
  onChanged: (confirmation?: string) => void;
}

const DIALOGS = { rename: RenameDialog, limits: LimitsDialog, rotate: RotateDialog, revoke: RevokeDialog };

export type KeyDialogName = keyof typeof DIALOGS;

/** The one dialog about a key that is open, if any. */
export function KeyDialogs({
  name,
  subject,
  onClosed,
}: {
  name: KeyDialogName | null;
  subject: KeyView;
  onClosed: () => void;
}) {
  const { refresh } = useTab();
  if (!name) return null;
  const Shown = DIALOGS[name];
  const onChanged = (confirmation?: string) => {
    onClosed();
    refresh();
    if (confirmation) toast.success(confirmation);
  };
  return <Shown subject={subject} onClosed={onClosed} onChanged={onChanged} />;
}
