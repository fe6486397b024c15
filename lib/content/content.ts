import { z } from 'zod';

/** The stored content of a request: the body as received, and the response as Messages blocks, possibly incomplete. */
export interface Content {
  request: string;
  /** Null when there was no answer. */
  answer: { blocks: AnswerBlock[]; stopReason: string | null } | null;
}

export type AnswerBlock = { type: string } & Record<string, unknown>;

/** Larger content is not stored, and the log says so. An image can be larger than the whole text of a conversation. */
export const MOST_CONTENT_BYTES = 2 * 1024 * 1024;

const stored = z.object({
  v: z.literal(1),
  request: z.string(),
  answer: z
    .object({ blocks: z.array(z.looseObject({ type: z.string() })), stopReason: z.string().nullable() })
    .nullable(),
});

export const toStoredText = (content: Content): string => JSON.stringify({ v: 1, ...content });

/** @throws for a text in another format */
export function readStoredText(text: string): Content {
  const { request, answer } = stored.parse(JSON.parse(text));
  return { request, answer };
}

/** The associated data that binds encrypted content to its request. */
export const sealedAbout = ({ accountId, requestId }: { accountId: string; requestId: string }): string =>
  `request ${accountId} ${requestId}`;
