'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Label } from '#components/ui/field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { formatMoment } from '#lib/i18n/format.ts';
import type { TailState } from './use-tail.ts';

interface LiveStatusProps {
  isOn: boolean;
  state: TailState;
  /** Requests that arrived after the page's chart and totals were computed. */
  unsummed: number;
  dropped: number;
  isCut: boolean;
  now: number;
  zone: string;
  onToggle: (isOn: boolean) => void;
  onResume: () => void;
  onReload: () => void;
}

/** Whether the list is live, and which parts of the page are older than the list. */
export function LiveStatus({ onToggle, onResume, onReload, ...live }: LiveStatusProps) {
  const { isOn, state, unsummed, dropped, isCut, now, zone } = live;
  const t = useTranslations('usage.log.live');
  const locale = useLocale();
  const id = useId();
  const isStale = unsummed > 0 || isCut || state === 'ended';
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2 text-13">
      <span className="flex items-center gap-2">
        <Switch id={id} checked={isOn} onCheckedChange={onToggle} />
        <Label htmlFor={id}>{t('label')}</Label>
      </span>
      <p role="status" data-slot="live-status" data-state={isOn ? state : 'off'} className="text-ink-muted">
        {isOn && state !== 'live' && <span className="text-ink">{t(state)}</span>}
        <Announcement count={unsummed} />
      </p>
      {isOn && state === 'idle' && <Button onClick={onResume}>{t('resume')}</Button>}
      {isStale && (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-muted">
          {unsummed > 0 && t('unsummed', { count: unsummed, moment: formatMoment(locale, new Date(now), zone) })}
          {isCut && <span className="text-ink">{t('cut')}</span>}
          {dropped > 0 && t('dropped', { count: dropped })}
          <Button onClick={onReload}>{t('refresh')}</Button>
        </span>
      )}
    </div>
  );
}

const EVERY_MS = 10_000;

/** Announces new requests to screen readers, at most every ten seconds. */
function Announcement({ count }: { count: number }) {
  const t = useTranslations('usage.log.live');
  const current = useRef(count);
  current.current = count;
  const [said, setSaid] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSaid(current.current), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <span className="sr-only">{said > 0 && t('waiting', { count: said })}</span>;
}
