'use client';

import { Check, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTab } from '#components/layout/tab-account.tsx';
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
import type { UserAccount } from '#lib/auth/current-user.ts';
import { Link } from '#lib/i18n/navigation.ts';

interface AccountSwitcherProps {
  accounts: UserAccount[];
  accountId: string;
}

/** Selects the account whose data is shown and that pays. */
export function AccountSwitcher({ accounts, accountId }: AccountSwitcherProps) {
  const t = useTranslations('settings.accounts');
  const { switchTo } = useTab();
  const nameOf = ({ kind, name }: UserAccount) => (kind === 'personal' ? t('personal') : name);
  const current = accounts.find(({ id }) => id === accountId);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button
          variant="ghost"
          className="min-w-0 max-w-56 shrink lg:-ms-2 lg:max-w-80"
          aria-label={t('switch', { name: current ? nameOf(current) : '' })}
        >
          <Avatar name={current ? nameOf(current) : '?'} />
          <span className="truncate">{current && nameOf(current)}</span>
          <ChevronsUpDown aria-hidden className="text-ink-faint" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>{t('label')}</DropdownMenuLabel>
        {accounts.map((account) => (
          <DropdownMenuItem key={account.id} onSelect={() => switchTo(account.id)}>
            <Avatar name={nameOf(account)} />
            <span className="grow truncate" title={nameOf(account)}>
              {nameOf(account)}
            </span>
            {account.id === accountId && <Check aria-label={t('current')} className="text-accent" />}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/settings/members">{t('manage')}</Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
