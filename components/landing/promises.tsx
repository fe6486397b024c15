import { useTranslations } from 'next-intl';

const PROMISES = ['caps', 'receipts', 'candour'] as const;

export function Promises() {
  const t = useTranslations('landing.promises');
  return (
    <section aria-labelledby="promises" className="pt-20">
      <h2 id="promises" className="text-20">
        {t('title')}
      </h2>
      <div className="mt-5 grid gap-x-10 gap-y-8 md:grid-cols-3">
        {PROMISES.map((promise) => (
          <div key={promise} className="grid content-start gap-2 border-t pt-4">
            <h3 className="text-16">{t(`${promise}.title`)}</h3>
            <p className="text-14/6 text-ink-muted">{t(`${promise}.text`)}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
