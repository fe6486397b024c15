'use client';

import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';
import { formatMoment, formatRelative } from '#lib/i18n/format.ts';
import { Exact } from './tooltip.tsx';

const REFRESH_MS = 30_000;

interface RelativeTimeProps {
  moment: Date;
  /** The page's own "now", so that server and browser render the same text. */
  now: Date;
  className?: string;
}

/** "3 minutes ago", updated; the exact time in the reader's time zone on hover and focus. */
export function RelativeTime({ moment, now, className }: RelativeTimeProps) {
  const locale = useLocale();
  const [current, setCurrent] = useState(now);
  // The server does not know the reader's time zone, so it renders UTC until hydration.
  const [zone, setZone] = useState('UTC');
  useEffect(() => {
    setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
    setCurrent(new Date());
    const timer = setInterval(() => setCurrent(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Exact exact={formatMoment(locale, moment, zone)} className={className}>
      <time dateTime={moment.toISOString()}>{formatRelative(locale, moment, current)}</time>
    </Exact>
  );
}
