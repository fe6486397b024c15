import type { ReactNode } from 'react';
import { Loading } from '#components/ui/loading.tsx';
import { Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

/** Head and table of a page to come. A page of another shape brings what is below its head. */
export function PageSkeleton({ children = <SkeletonRows /> }: { children?: ReactNode }) {
  return (
    <Loading>
      <div className="grid gap-2 pb-6">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="w-80 max-w-full" />
      </div>
      {children}
    </Loading>
  );
}
