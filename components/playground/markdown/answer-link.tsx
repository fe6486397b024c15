'use client';

import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface AnswerLinkProps {
  href: string;
  /** The target's host, unless the link text already is that host. */
  host?: string;
  children?: ReactNode;
}

/** A link that a model wrote. Its host is shown beside it, and no referrer is sent. */
export function AnswerLink({ href, host, children }: AnswerLinkProps) {
  const t = useTranslations('playground.markdown');
  return (
    <a
      data-slot="answer-link"
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      referrerPolicy="no-referrer"
      className="rounded-tick text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover"
    >
      <bdi>{children}</bdi>
      {host && (
        <>
          {' '}
          <Host name={host} />
        </>
      )}
      <span className="sr-only"> {t('newTab')}</span>
    </a>
  );
}

interface AnswerImageProps {
  label?: string;
  host?: string;
  href?: string;
}

/** An image that a model wrote is never loaded, because its URL could leak text of the conversation. */
export function AnswerImage({ label, host, href }: AnswerImageProps) {
  const t = useTranslations('playground.markdown');
  const chip = (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-control border bg-sunken px-2 align-middle text-13 text-ink-muted">
      <ImageOff aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate">{label || t('image')}</span>
      {host && <Host name={host} />}
      <span className="sr-only">{t('notLoaded')}</span>
    </span>
  );
  return href ? <AnswerLink href={href}>{chip}</AnswerLink> : chip;
}

/** Left to right and isolated, so that preceding text cannot reverse it. */
const Host = ({ name }: { name: string }) => (
  <bdi dir="ltr" data-slot="answer-host" className="inline-block font-mono text-12 text-ink-muted">
    ({name})
  </bdi>
);
