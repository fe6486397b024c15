'use client';

import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';
import { formatMoment, formatRelative } from '#lib/i18n/format.ts';
import { Exact } from './tooltip.tsx';

const REFRESH_MS = 30_000;

interface RelativeTimeProps {
  moment: Date;
  /** The page's own "now", so that the server's words and the browser's first ones agree. */
  now: Date;
  className?: string;
}

/** "3 minutes ago", kept current; the exact moment in the reader's zone on hover and focus. */
export function RelativeTime({ moment, now, className }: RelativeTimeProps) {
  const locale = useLocale();
  const [current, setCurrent] = useState(now);
  // The server does not know the reader's zone. It says UTC, until the browser does.
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
