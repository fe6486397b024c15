import { z } from 'zod';

/** What is stored of a request: its body as it came, and the answer as blocks of Messages, as far as it went. */
export interface Content {
  request: string;
  /** Null when there was no answer. */
  answer: { blocks: AnswerBlock[]; stopReason: string | null } | null;
}

export type AnswerBlock = { type: string } & Record<string, unknown>;

/** More than this is not stored, and the log says so. A picture can be larger than all the words of a conversation. */
export const MOST_CONTENT_BYTES = 2 * 1024 * 1024;

const stored = z.object({
  v: z.literal(1),
  request: z.string(),
  answer: z
    .object({ blocks: z.array(z.looseObject({ type: z.string() })), stopReason: z.string().nullable() })
    .nullable(),
});

export const toStoredText = (content: Content): string => JSON.stringify({ v: 1, ...content });

/** @throws for a text that this version did not write */
export function readStoredText(text: string): Content {
  const { request, answer } = stored.parse(JSON.parse(text));
  return { request, answer };
}

/** What the seal of a request's content is bound to. */
export const sealedAbout = ({ accountId, requestId }: { accountId: string; requestId: string }): string =>
  `request ${accountId} ${requestId}`;
