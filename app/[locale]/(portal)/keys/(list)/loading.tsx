import { useTranslations } from 'next-intl';
import { PageHead } from '#components/ui/page-head.tsx';
import { PageSkeleton, Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

export default function KeysLoading() {
  const t = useTranslations('keys');
  return (
    <PageSkeleton
      head={
        <PageHead title={t('title')} action={<Skeleton className="h-8 w-32" />}>
          {t('text')}
        </PageHead>
      }
    >
      <Skeleton className="mb-13 h-8 max-w-140 max-sm:h-18" />
      <SkeletonRows className="h-15 max-md:h-17" />
    </PageSkeleton>
  );
}
