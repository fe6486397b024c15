'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatBytes } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import { type AttachmentProblem, problemOfFile, problemOfFiles } from '#lib/playground/attachments.ts';
import type { Attachment, Draft } from '#lib/playground/document.ts';
import { usePlayground } from '../state/playground-context.tsx';

/** Attachments of the next message. A file that a chosen model cannot read is refused before it is loaded. */
export function useAttached({ columns }: Draft) {
  const t = useTranslations('playground.files.problems');
  const locale = useLocale();
  const { files } = usePlayground();
  const [attached, setAttached] = useState<Attachment[]>([]);
  const [problems, setProblems] = useState<string[]>([]);

  const words = (name: string, problem: AttachmentProblem): string => {
    switch (problem.kind) {
      case 'too_large':
      case 'request_too_large':
        return t(problem.kind, { name, most: formatBytes(locale, problem.mostBytes) });
      case 'too_many_images':
        return t(problem.kind, { most: problem.most });
      default:
        return t(problem.kind, { name });
    }
  };
  const problemOf = (file: File): string[] => {
    const facts = { mediaType: file.type, bytes: file.size };
    const models = columns.flatMap(({ model }) => findModel(model) ?? []);
    const problem = models.map((model) => problemOfFile(facts, model)).find((one) => one !== null);
    return problem ? [words(file.name, problem)] : [];
  };
  /** Checks all attachments of a draft together, and shows the problems found. */
  const refuse = (draft: Draft): boolean => {
    const found = draft.columns.flatMap((column) => {
      const model = findModel(column.model);
      const problem = model && problemOfFiles(column, model);
      return problem ? [words('', problem)] : [];
    });
    setProblems([...new Set(found)]);
    return found.length > 0;
  };
  const attach = async (chosen: readonly File[]) => {
    setProblems(chosen.flatMap(problemOf));
    const readable = chosen.filter((file) => problemOf(file).length === 0);
    const added = await Promise.all(readable.map(files.add));
    setAttached((before) => [...before, ...added]);
  };
  return {
    attached,
    problems,
    attach,
    refuse,
    remove: (id: string) => setAttached((before) => before.filter((file) => file.id !== id)),
    clear: () => {
      setAttached([]);
      setProblems([]);
    },
  };
}
