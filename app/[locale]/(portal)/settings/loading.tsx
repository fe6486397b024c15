import { sectionStyle } from '#components/settings/section.tsx';
import { PageSkeleton, Skeleton } from '#components/ui/skeleton.tsx';

export default function SettingsLoading() {
  return (
    <PageSkeleton>
      {['first', 'second', 'third'].map((section) => (
        <div key={section} className={sectionStyle}>
          <div className="grid content-start gap-2">
            <Skeleton className="w-32" />
            <Skeleton className="w-48 max-w-full" />
          </div>
          <div className="grid gap-4">
            <Skeleton className="h-8 max-w-96" />
            <Skeleton className="h-8 w-32" />
          </div>
        </div>
      ))}
    </PageSkeleton>
  );
}
