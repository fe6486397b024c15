import { Loading } from '#components/ui/loading.tsx';
import { Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

export default function OverviewLoading() {
  return (
    <Loading>
      <div className="grid gap-2 pb-6">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-6 pb-10">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
      <Skeleton className="mb-12 h-72" />
      <SkeletonRows />
    </Loading>
  );
}
