import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names.ts';

/** A placeholder as large as the loading content, visible after 200 ms. Announce the wait once with `<Loading>`. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      aria-hidden
      data-slot="skeleton"
      className={cn('forced-color-adjust-none h-4 animate-late rounded-tick bg-hairline', className)}
      {...props}
    />
  );
}

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

interface SkeletonRowsProps {
  count?: number;
  /** The height of a row, when it is not one line. */
  className?: string;
}

export function SkeletonRows({ count = 6, className }: SkeletonRowsProps) {
  return (
    <div data-slot="skeleton-rows">
      {LINES.slice(0, count).map((line) => (
        <div key={line} className={cn('flex h-11 items-center justify-between gap-6 border-b', className)}>
          <Skeleton className="w-2/5" />
          <Skeleton className="w-1/6" />
          <Skeleton className="w-1/12" />
        </div>
      ))}
    </div>
  );
}

/** Announces loading once to screen readers. The skeletons inside are hidden from them. */
export function Loading({ children }: { children: ReactNode }) {
  const t = useTranslations('states');
  return (
    <div data-slot="loading" role="status" aria-busy="true">
      <span className="sr-only">{t('loading')}</span>
      {children}
    </div>
  );
}

interface PageSkeletonProps {
  /** A static page head, which can be shown without waiting. */
  head?: ReactNode;
  children?: ReactNode;
}

/** Placeholder for head and table of a page. Other layouts pass their own content. */
export function PageSkeleton({ head, children = <SkeletonRows /> }: PageSkeletonProps) {
  return (
    <>
      {head}
      <Loading>
        {!head && (
          <div className="grid gap-2 pb-6">
            <Skeleton className="h-7 w-40" />
            <Skeleton className="w-full max-w-80" />
          </div>
        )}
        {children}
      </Loading>
    </>
  );
}
