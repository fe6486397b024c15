import { PageSkeleton } from '#components/layout/page-skeleton.tsx';
import { Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';
import { StatList } from '#components/ui/stat.tsx';

export default function OverviewLoading() {
  return (
    <PageSkeleton>
      <StatList className="pb-10">
        <Skeleton className="h-21" />
        <Skeleton className="h-21" />
        <Skeleton className="h-21" />
      </StatList>
      <Skeleton className="mb-12 h-100" />
      <SkeletonRows />
    </PageSkeleton>
  );
}
