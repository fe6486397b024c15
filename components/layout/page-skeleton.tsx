import type { ReactNode } from 'react';
import { Loading, Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

interface PageSkeletonProps {
  /** Of a page whose head is always the same: it need not wait. */
  head?: ReactNode;
  children?: ReactNode;
}

/** Head and table of a page to come. A page of another shape brings what is below its head. */
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
