'use client';

import { MessageSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';

const ASSISTANTS = [
  { name: 'Claude', start: 'https://claude.ai/new?q=' },
  { name: 'ChatGPT', start: 'https://chatgpt.com/?q=' },
] as const;

interface OpenInProps {
  /** The page's Markdown twin, which an assistant reads best. */
  path: string;
  /** The address the page was built for. */
  origin: string;
}

/** Starts a conversation about the page with an assistant. */
export function OpenIn({ path, origin }: OpenInProps) {
  const t = useTranslations('assistants');
  const prompt = encodeURIComponent(t('prompt', { url: useOrigin(origin) + path }));
  return ASSISTANTS.map(({ name, start }) => (
    <Button key={name} asChild variant="ghost">
      <a href={start + prompt} target="_blank" rel="noreferrer">
        <MessageSquare aria-hidden />
        {t('openIn', { name })}
        <span className="sr-only">{t('newTab')}</span>
      </a>
    </Button>
  ));
}
