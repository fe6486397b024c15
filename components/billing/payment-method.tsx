'use client';

import { CreditCard } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { useLeave } from './use-leave.ts';

type OpensPage = (page: RenderedFor, wish: { locale: Locale }) => Promise<ActionResult<{ url: string }>>;

interface PaymentMethodProps {
  card: { brand: string; last4: string; expires: string } | null;
  mayManage: boolean;
  keepsCards: boolean;
  onSave: OpensPage;
  onManage: OpensPage;
}

/** The saved card, and links to Stripe's pages for it. */
export function PaymentMethod({ card, mayManage, keepsCards, onSave, onManage }: PaymentMethodProps) {
  const t = useTranslations('billing.card');
  const saving = useLeave(usePageAction(onSave));
  const managing = useLeave(usePageAction(onManage));
  return (
    <>
      <p className="flex items-center gap-2 text-14">
        <CreditCard aria-hidden className="size-4 shrink-0 text-ink-muted" />
        {card ? t('saved', card) : t(keepsCards ? 'none' : 'managed')}
      </p>
      {mayManage && (
        <>
          <FormError>{saving.failure ?? managing.failure}</FormError>
          <div className="flex flex-wrap gap-2">
            {keepsCards && (
              <Button aria-busy={saving.isPending || undefined} onClick={() => saving.leave({})}>
                {t(card ? 'replace' : 'save')}
              </Button>
            )}
            <Button aria-busy={managing.isPending || undefined} onClick={() => managing.leave({})}>
              {t('manage')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
