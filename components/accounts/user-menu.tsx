'use client';

import { LogOut, Settings, ShieldCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { callAction } from '#components/auth/call-action.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { toastError } from '#components/ui/toaster.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { forgetLocalWork } from './forget-local-work.ts';

interface UserMenuProps {
  name: string | null;
  email: string;
  onSignOut: (input: undefined) => Promise<ActionResult<void>>;
}

/** The signed-in user, their settings, and sign-out. */
export function UserMenu({ name, email, onSignOut }: UserMenuProps) {
  const t = useTranslations('shell.menu');
  const locale = useLocale();
  const failureText = useFailureText();
  const signOut = async () => {
    const result = await callAction(() => onSignOut(undefined));
    if (!result.ok && result.error.code !== 'unauthenticated') return toastError(failureText(result.error));
    await forgetLocalWork();
    // Loads a new document, so that nothing of the session stays in memory.
    window.location.assign(`/${locale}/sign-in`);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button variant="ghost" size="icon" aria-label={t('open', { email })}>
          <Avatar name={name ?? email} />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <DropdownMenuLabel className="truncate" title={email}>
          {email}
        </DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <Link href="/settings">
            <Settings aria-hidden />
            {t('profile')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/settings/security">
            <ShieldCheck aria-hidden />
            {t('security')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
