import { useTranslations } from 'next-intl';
import { PageHead } from '#components/ui/page-head.tsx';
import { PageSkeleton, Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';
import { StatList } from '#components/ui/stat.tsx';

export default function OverviewLoading() {
  const t = useTranslations('overview');
  return (
    <PageSkeleton head={<PageHead title={t('title')}>{t('text')}</PageHead>}>
      <StatList className="pb-10">
        <Skeleton className="h-21" />
        <Skeleton className="h-21" />
        <Skeleton className="h-21" />
      </StatList>
      <Skeleton className="mb-12 h-102" />
      <SkeletonRows />
    </PageSkeleton>
  );
}
