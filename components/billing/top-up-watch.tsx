'use client';

import { Check, CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect } from 'react';
import { callAction } from '#components/auth/call-action.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { cn } from '#components/ui/class-names.ts';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { TopUpState } from '#lib/db/generated/enums.ts';
import { useTopUpState } from './use-top-up-state.ts';

interface TopUpWatchProps {
  topUpId: string;
  state: TopUpState;
  /** The user has just returned from the checkout. */
  isPaid: boolean;
  amount: string;
  failureCode: string | null;
  watchUrl: string;
  onConfirm: (page: RenderedFor, input: { topUpId: string }) => Promise<ActionResult<void>>;
}

const LIVE = 'bg-live-soft text-live-ink';
const LOOKS: Record<TopUpState, string> = {
  created: LIVE,
  processing: LIVE,
  requires_action: 'bg-warning-soft text-warning',
  credited: 'bg-success-soft text-success',
  being_checked: 'bg-warning-soft text-warning',
  failed: 'bg-danger-soft text-danger',
};

/** The status of a payment. It reports success only after the credit is booked. */
export function TopUpWatch({ topUpId, isPaid, amount, failureCode, onConfirm, ...shown }: TopUpWatchProps) {
  const t = useTranslations('billing.watch');
  const { refresh } = useTab();
  const confirm = usePageAction(onConfirm);
  const onAsk = useCallback(() => callAction(() => confirm({ topUpId })), [confirm, topUpId]);
  const state = useTopUpState({ ...shown, onAsk });
  // Reloads the page's figures after a change.
  useEffect(() => {
    if (state !== shown.state) refresh();
  }, [state, shown.state, refresh]);
  const isWaiting = LOOKS[state] === LIVE;
  const words = state === 'created' ? (isPaid ? 'paid' : 'unpaid') : state;
  const text = words === 'failed' ? t(`failed.${reasonOf(failureCode)}`) : t(`${words}.text`, { amount });
  return (
    <div role="status" data-state={state} className={cn('flex gap-3 rounded-control px-4 py-3', LOOKS[state])}>
      {isWaiting ? (
        <span
          aria-hidden
          className="m-1 size-2 shrink-0 animate-breathe rounded-full bg-live forced-color-adjust-none"
        />
      ) : state === 'credited' ? (
        <Check aria-hidden className="mt-0.5 size-4 shrink-0" />
      ) : (
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      )}
      <div className="grid gap-0.5">
        <p className="font-semibold text-14">{t(`${words}.title`, { amount })}</p>
        <p className="text-13 text-ink">{text}</p>
      </div>
    </div>
  );
}

const reasonOf = (code: string | null) => (code === 'expired' || code === 'canceled' ? code : 'declined');
