import 'server-only';
import { z } from 'zod';
import { db } from '#lib/db/client.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { newId } from '#lib/id.ts';
import { normaliseLine } from '#lib/normalise.ts';
import { LONGEST_COMMENT } from './longest-comment.ts';
import { findPage } from './page.ts';

const isDocsPath = (path: string): boolean => {
  const [empty, docs, ...rest] = path.split('/');
  return empty === '' && docs === 'docs' && findPage(rest) !== null;
};

/** Removes control characters: an operator reads the text in a terminal, which would execute them. */
const withoutControls = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

export const feedbackInput = z.object({
  path: z.string().refine(isDocsPath, 'There is no such page.'),
  locale: z.enum(LOCALES),
  isHelpful: z.boolean(),
  comment: z
    .string()
    .overwrite(normaliseLine)
    .max(LONGEST_COMMENT, `Use at most ${LONGEST_COMMENT} characters.`)
    .optional()
    .transform((text) => withoutControls(text ?? '') || null),
});

export type Feedback = z.output<typeof feedbackInput>;

/** Stores feedback on a page without identifying its author. */
export async function recordFeedback(feedback: Feedback): Promise<void> {
  await db.pageFeedback.create({ data: { id: newId('feedback'), ...feedback } });
}

/** The feedback of readers, newest first. For the operator. */
export const listFeedback = ({ limit }: { limit: number }) =>
  db.pageFeedback.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit });
