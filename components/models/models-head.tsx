import { useTranslations } from 'next-intl';
import { Link } from '#lib/i18n/navigation.ts';

const VIEWS = [
  { id: 'table', href: '/models' },
  { id: 'compare', href: '/models/compare' },
  { id: 'calculator', href: '/models/calculator' },
] as const;

interface ModelsHeadProps {
  title: string;
  text: string;
  here: (typeof VIEWS)[number]['id'];
}

/** Head of the three pages about all models, with links between them. */
export function ModelsHead({ title, text, here }: ModelsHeadProps) {
  const t = useTranslations('models.views');
  return (
    <header className="mb-8">
      <nav aria-label={t('label')} className="mb-6 flex flex-wrap gap-x-5 gap-y-1 border-b text-14">
        {VIEWS.map(({ id, href }) => (
          <Link
            key={id}
            href={href}
            prefetch={false}
            aria-current={id === here ? 'page' : undefined}
            className="tap-target -mb-px border-transparent border-b-2 py-2 text-ink-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {t(id)}
          </Link>
        ))}
      </nav>
      <h1 className="text-28">{title}</h1>
      <p className="mt-2 max-w-reading text-16 text-ink-muted">{text}</p>
    </header>
  );
}
