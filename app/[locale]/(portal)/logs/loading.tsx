import { useTranslations } from 'next-intl';
import { PageHead } from '#components/ui/page-head.tsx';
import { PageSkeleton, Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

export default function LogsLoading() {
  const t = useTranslations('usage.log');
  return (
    <PageSkeleton head={<PageHead title={t('title')} />}>
      <Skeleton className="mb-6 h-26" />
      <Skeleton className="mb-6 h-32" />
      <SkeletonRows count={10} className="h-11 max-md:h-20" />
    </PageSkeleton>
  );
}
