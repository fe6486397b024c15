'use client';

import { useTranslations } from 'next-intl';
import { LINKED_REQUEST } from '#components/playground/state/linked-request.ts';
import { leaveNote } from '#components/ui/notes.ts';
import { TextLink } from '#components/ui/text-link.tsx';

/** Passes the request in the URL fragment, which no server sees, and in a note, because sign-in loses the fragment. */
export function OpenInPlayground({ body }: { body: string }) {
  const t = useTranslations('common');
  return (
    <TextLink
      href={`/playground#request=${encodeURIComponent(body)}`}
      prefetch={false}
      className="tap-target inline-block"
      onClick={() => leaveNote(LINKED_REQUEST, body)}
    >
      {t('openInPlayground')}
    </TextLink>
  );
}
