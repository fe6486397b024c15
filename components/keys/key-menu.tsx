'use client';

import { Ban, Copy, Ellipsis, Pause, Pencil, Play, RotateCw, SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { useFocusOnClose } from '#components/ui/focus.ts';
import { toast } from '#components/ui/toaster.tsx';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';
import type { KeyDialogName } from './key-dialogs.tsx';
import type { KeyView } from './key-view.ts';
import { useSwitchKeys } from './use-key-action.ts';

const loadKeyDialogs = () => import('./key-dialogs.tsx').then((part) => part.KeyDialogs);

interface KeyMenuProps {
  subject: KeyView;
  mayManage: boolean;
  /** Larger, for use beside a title instead of in a row. */
  isLarge?: boolean;
}

const isEnded = ({ states: [{ kind }] }: KeyView) => kind === 'revoked' || kind === 'expired';

/** Actions for one key. Users without permission can only copy its id. */
export function KeyMenu({ subject, mayManage, isLarge = false }: KeyMenuProps) {
  const t = useTranslations('keys.menu');
  const [dialog, setDialog] = useState<KeyDialogName | null>(null);
  const chosen = useRef<KeyDialogName | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const dialogs = { isOpen: dialog !== null, onOpenChange: (isOpen: boolean) => isOpen || setDialog(null) };
  const KeyDialogs = useFetchedDialog(loadKeyDialogs, dialogs);
  useFocusOnClose(dialog !== null, button);
  const switchKeys = useSwitchKeys();
  const isDisabled = subject.disabledAt !== null;
  const copyId = () =>
    navigator.clipboard.writeText(subject.id).then(
      () => toast.success(t('copied')),
      () => toast.error(subject.id),
    );
  // Runs after the menu has returned the focus: two layers that close and open at once compete for it.
  const openChosen = () => {
    setDialog(chosen.current);
    chosen.current = null;
  };
  const choose = (name: KeyDialogName) => () => {
    chosen.current = name;
  };
  return (
    <>
      <DropdownMenu onOpenChange={(isOpen) => isOpen || openChosen()}>
        <DropdownMenuTrigger>
          <Button
            ref={button}
            variant={isLarge ? 'secondary' : 'ghost'}
            size="icon"
            aria-label={t('open', { name: subject.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {mayManage && !subject.revokedAt && (
            <>
              <DropdownMenuItem onSelect={choose('rename')}>
                <Pencil aria-hidden />
                {t('rename')}
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={choose('limits')}>
                <SlidersHorizontal aria-hidden />
                {t('limits')}
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => switchKeys([subject.id], isDisabled)}>
                {isDisabled ? <Play aria-hidden /> : <Pause aria-hidden />}
                {t(isDisabled ? 'enable' : 'disable')}
              </DropdownMenuItem>
              {!isEnded(subject) && !subject.rotatedToId && (
                <DropdownMenuItem onSelect={choose('rotate')}>
                  <RotateCw aria-hidden />
                  {t('rotate')}
                </DropdownMenuItem>
              )}
              <DropdownMenuSeparator />
            </>
          )}
          <DropdownMenuItem onSelect={copyId}>
            <Copy aria-hidden />
            {t('copyId')}
          </DropdownMenuItem>
          {mayManage && !subject.revokedAt && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem variant="danger" onSelect={choose('revoke')}>
                <Ban aria-hidden />
                {t('revoke')}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {KeyDialogs && <KeyDialogs {...dialogs} name={dialog} subject={subject} />}
    </>
  );
}
