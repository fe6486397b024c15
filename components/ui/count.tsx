import { useLocale } from 'next-intl';
import { formatCount, formatExactCount } from '#lib/i18n/format.ts';
import { Exact } from './tooltip.tsx';

/** A number of tokens or requests: `12.4k`, exact on hover and focus. */
export function Count({ count, className }: { count: number; className?: string }) {
  const locale = useLocale();
  const short = formatCount(locale, count);
  const exact = formatExactCount(locale, count);
  if (short === exact) return <span className={`figures ${className ?? ''}`}>{short}</span>;
  return (
    <Exact exact={exact} className={className}>
      {short}
    </Exact>
  );
}
