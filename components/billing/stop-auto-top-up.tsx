'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';

interface StopAutoTopUpProps {
  onStop: (page: RenderedFor, input: Record<string, never>) => Promise<ActionResult<void>>;
}

export function StopAutoTopUp({ onStop }: StopAutoTopUpProps) {
  const t = useTranslations('billing.auto');
  const guard = useStepUp();
  const explain = useFailureText();
  const { refresh } = useTab();
  const stop = usePageAction(onStop);
  return (
    <div>
      <ConfirmDialog
        title={t('stop')}
        description={t('stopText')}
        action={t('stop')}
        trigger={<Button>{t('stop')}</Button>}
        onConfirm={async () => {
          const result = await guard(() => stop({}));
          if (!result.ok) return explain(result.error);
          toast.success(t('stopped'));
          refresh();
        }}
      />
    </div>
  );
}
