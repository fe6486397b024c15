'use client';

import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';
import { formatMoment, formatRelative } from '#lib/i18n/format.ts';
import { Exact } from './tooltip.tsx';

const REFRESH_MS = 30_000;

interface TimeAgoProps {
  moment: Date;
  /** The page's own "now", so that server and browser render the same text. */
  now: Date;
}

/** "3 minutes ago", updated; the exact time in the reader's time zone on hover and focus. */
export function RelativeTime({ className, ...props }: TimeAgoProps & { className?: string }) {
  const { ago, exact } = useTimeAgo(props);
  return (
    <Exact exact={exact} className={className}>
      <time dateTime={props.moment.toISOString()}>{ago}</time>
    </Exact>
  );
}

/** The same without a tooltip, which is a button and may not be inside a link. */
export function TimeAgo(props: TimeAgoProps) {
  const { ago } = useTimeAgo(props);
  return <time dateTime={props.moment.toISOString()}>{ago}</time>;
}

function useTimeAgo({ moment, now }: TimeAgoProps): { ago: string; exact: string } {
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
  return { ago: formatRelative(locale, moment, current), exact: formatMoment(locale, moment, zone) };
}
