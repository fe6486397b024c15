import { useTranslations } from 'next-intl';
import { PageHead } from '#components/ui/page-head.tsx';
import { PageSkeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

export default function AuditLoading() {
  const t = useTranslations('settings.audit');
  return (
    <PageSkeleton head={<PageHead title={t('title')}>{t('lede')}</PageHead>}>
      <div className="h-9" />
      <SkeletonRows count={10} className="h-14 max-md:h-24" />
    </PageSkeleton>
  );
}
