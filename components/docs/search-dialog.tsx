'use client';

import { FileText, Hash } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CommandDialog, CommandEmpty, CommandInput, CommandItem, CommandList } from '#components/ui/command.tsx';
import { type Section, searchSections } from '#lib/docs/search.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { useRouter } from '#lib/i18n/navigation.ts';
import type { SearchWords } from './docs-search.tsx';

interface SearchDialogProps {
  locale: Locale;
  words: SearchWords;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Searches in the browser. The index is fetched once, so search works offline afterwards. */
export function SearchDialog({ locale, words, isOpen, onOpenChange }: SearchDialogProps) {
  const router = useRouter();
  const [query, setQuery] = useState('');
  const { sections, hasFailed } = useSections(locale);
  const findings = searchSections(query, sections, locale);
  const choose = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  return (
    <CommandDialog title={words.title} isOpen={isOpen} onOpenChange={onOpenChange} shouldFilter={false}>
      <CommandInput placeholder={words.placeholder} value={query} onValueChange={setQuery} />
      <CommandList>
        {query.trim() !== '' && <CommandEmpty>{hasFailed ? words.failed : words.empty}</CommandEmpty>}
        {findings.map(({ section, excerpt }) => (
          <CommandItem
            key={section.href + section.page}
            value={section.href + section.page}
            onSelect={() => choose(section.href)}
          >
            {section.heading ? <Hash aria-hidden /> : <FileText aria-hidden />}
            <span className="min-w-0 py-1.5">
              <span className="block truncate">
                {section.heading ? `${section.page} › ${section.heading}` : section.page}
              </span>
              <span className="block truncate text-12 text-ink-muted">{excerpt}</span>
            </span>
          </CommandItem>
        ))}
      </CommandList>
    </CommandDialog>
  );
}

function useSections(locale: Locale) {
  const [sections, setSections] = useState<readonly Section[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    fetch(`/docs-search/${locale}.json`)
      .then((reply) => reply.json())
      .then(setSections)
      .catch(() => setHasFailed(true));
  }, [locale]);
  return { sections, hasFailed };
}
