import { Link } from '#lib/i18n/navigation.ts';

interface PageListProps {
  /** Each with its one sentence, or the call it describes. */
  pages: readonly { href: string; title: string; description?: string; code?: string }[];
}

export function PageList({ pages }: PageListProps) {
  return (
    <ul className="divide-y">
      {pages.map(({ href, title, description, code }) => (
        <li key={href}>
          <Link href={href} className="group block rounded-control py-3">
            <span className="font-medium text-16 text-accent group-hover:text-accent-hover">{title}</span>
            {description && <span className="block text-14 text-ink-muted">{description}</span>}
            {code && (
              <span translate="no" className="block font-mono text-13 text-ink-muted [overflow-wrap:anywhere]">
                {code}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
