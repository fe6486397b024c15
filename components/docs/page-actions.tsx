'use client';

import { Check, Copy, MessageSquare, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useOrigin } from '#components/ui/browser-state.ts';
import { Button } from '#components/ui/button.tsx';
import { useCopy } from '#components/ui/copy-button.tsx';

interface CopyPageProps {
  /** URL of the page as Markdown. */
  href: string;
  words: { idle: string; copied: string; failed: string };
}

const ICONS = { idle: Copy, copied: Check, failed: X };

/** Copies the page as Markdown. The text is fetched on demand. */
export function CopyPage({ href, words }: CopyPageProps) {
  const { outcome, copy } = useCopy();
  const Icon = ICONS[outcome];
  const copyTwin = async () => {
    // An empty text fails below, as a refused copy does.
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

const ASSISTANTS = [
  { name: 'Claude', start: 'https://claude.ai/new?q=' },
  { name: 'ChatGPT', start: 'https://chatgpt.com/?q=' },
] as const;

interface OpenInProps {
  /** Path of the page as Markdown, which suits assistants best. */
  path: string;
  /** The origin of the build. */
  origin: string;
}

/** Opens an AI assistant with a conversation about the page. */
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
