import { useTranslations } from 'next-intl';
import { PageHead } from '#components/ui/page-head.tsx';
import { PageSkeleton, Skeleton } from '#components/ui/skeleton.tsx';

export default function UsageLoading() {
  const t = useTranslations('usage');
  return (
    <PageSkeleton head={<PageHead title={t('title')} />}>
      <Skeleton className="mb-8 h-26" />
      <Skeleton className="mb-12 h-24" />
      <Skeleton className="mb-12 h-72" />
      <div className="grid gap-12 lg:grid-cols-2">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </PageSkeleton>
  );
}
