import { cn } from '#components/ui/class-names.ts';
import { SITE } from '#lib/config/site.ts';

/** The logo: a T on the double rule that closes a ledger. */
function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" fill="currentColor" className={cn('size-4 shrink-0', className)}>
      <path d="M2 1h12v2H9v7H7V3H2z" />
      <path d="M2 12h12v1H2zM2 14h12v1H2z" />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-semibold text-16 text-ink tracking-tight', className)}>
      <Mark className="text-accent" />
      <span translate="no">{SITE.name}</span>
    </span>
  );
}
