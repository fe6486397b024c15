import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Inline } from '#components/docs/inline.tsx';
import { QUESTIONS } from '#lib/docs/questions.ts';

/** What people ask before they sign up. It opens without a script. */
export function Questions() {
  const t = useTranslations('landing.questions');
  return (
    <section
      aria-labelledby="questions"
      className="grid gap-x-16 gap-y-6 pt-24 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]"
    >
      <h2 id="questions" className="text-28">
        {t('title')}
      </h2>
      <div className="border-t">
        {QUESTIONS.map((id) => (
          <details key={id} className="group border-b">
            <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-4 py-3 font-medium text-16 [&::-webkit-details-marker]:hidden">
              {t(`${id}.question`)}
              <ChevronDown
                aria-hidden
                className="size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
              />
            </summary>
            <p className="max-w-reading pb-5 text-16 text-ink-muted">
              <Inline>{t(`${id}.answer`)}</Inline>
            </p>
          </details>
        ))}
      </div>
    </section>
  );
}
