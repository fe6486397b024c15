'use client';

import { Check, Copy, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useCopy } from '#components/ui/copy-button.tsx';

interface CopyPageProps {
  /** The page's Markdown twin. */
  href: string;
  words: { idle: string; copied: string; failed: string };
}

const ICONS = { idle: Copy, copied: Check, failed: X };

/** Copies the page as Markdown, for a note or a model. The text is fetched when it is wanted. */
export function CopyPage({ href, words }: CopyPageProps) {
  const { outcome, copy } = useCopy();
  const Icon = ICONS[outcome];
  const copyTwin = async () => {
    // An empty text is refused below like a browser that does not allow copying.
    const text = await fetch(href).then(
      (reply) => (reply.ok ? reply.text() : ''),
      () => '',
    );
    await copy(text);
  };
  return (
    <Button variant="ghost" onClick={copyTwin}>
      <Icon aria-hidden />
      <span aria-live="polite">{words[outcome]}</span>
    </Button>
  );
}
