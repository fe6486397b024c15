import { isAbleTo, type Model } from '#lib/models/model.ts';
import type { Attachment, Column, Part } from './document.ts';

const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const DOCUMENT_TYPES = ['application/pdf', 'text/plain'];

/** For `<input accept>`. */
export const ACCEPTED_TYPES: readonly string[] = [...IMAGE_TYPES, ...DOCUMENT_TYPES];

/** The API accepts ten megabytes of base64 for an image, and 32 megabytes for a request. */
const MOST_IMAGE_BYTES = 7_864_320;
const MOST_REQUEST_BYTES = 32 * 1024 * 1024;
const BASE64_GROWTH = 4 / 3;

/** The reason why a file cannot be sent to a model. */
export type AttachmentProblem =
  | { kind: 'type'; mediaType: string }
  | { kind: 'no_vision' | 'no_pdf' }
  | { kind: 'empty' }
  | { kind: 'too_large'; mostBytes: number }
  | { kind: 'too_many_images'; most: number }
  | { kind: 'request_too_large'; mostBytes: number };

type FileFacts = Pick<Attachment, 'mediaType' | 'bytes'>;

/** Checks a file's type and size as the browser reports them, before it is read. */
export function problemOfFile({ mediaType, bytes }: FileFacts, model: Model): AttachmentProblem | null {
  if (!ACCEPTED_TYPES.includes(mediaType)) return { kind: 'type', mediaType };
  if (bytes === 0) return { kind: 'empty' };
  if (isImage(mediaType)) {
    if (!isAbleTo('images', model)) return { kind: 'no_vision' };
    if (bytes > MOST_IMAGE_BYTES) return { kind: 'too_large', mostBytes: MOST_IMAGE_BYTES };
  }
  if (mediaType === 'application/pdf' && !isAbleTo('pdf', model)) return { kind: 'no_pdf' };
  return null;
}

/** Checks all files of a column together. */
export function problemOfFiles({ messages }: Column, model: Model): AttachmentProblem | null {
  const parts = messages.flatMap((message) => message.parts);
  const images = parts.filter(({ type }) => type === 'image' || type === 'image_url').length;
  const most = mostImages(model);
  if (images > most) return { kind: 'too_many_images', most };
  const bytes = attachmentsIn(parts).reduce((sum, file) => sum + file.bytes * BASE64_GROWTH, 0);
  return bytes > MOST_REQUEST_BYTES ? { kind: 'request_too_large', mostBytes: MOST_REQUEST_BYTES } : null;
}

export const toPart = (file: Attachment): Part =>
  isImage(file.mediaType) ? { type: 'image', file } : { type: 'document', file };

export const attachmentsIn = (parts: readonly Part[]): Attachment[] =>
  parts.flatMap((part) => ('file' in part ? [part.file] : []));

const PIXELS_PER_TOKEN = 750;
const LONGEST_SIDE = 1_568;
const MOST_IMAGE_TOKENS = 1_600;
const TOKENS_PER_PAGE = 3_000;

/** Estimates the tokens of a file; null when its dimensions or pages are unknown. */
export function estimateFileTokens({ mediaType, width, height, pages, bytes }: Attachment): number | null {
  if (mediaType === 'text/plain') return Math.ceil(bytes / 4);
  if (mediaType === 'application/pdf') return pages === undefined ? null : pages * TOKENS_PER_PAGE;
  if (width === undefined || height === undefined) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return Math.min(MOST_IMAGE_TOKENS, Math.ceil((width * scale * height * scale) / PIXELS_PER_TOKEN));
}

const isImage = (mediaType: string): boolean => IMAGE_TYPES.includes(mediaType);

const mostImages = ({ contextTokens }: Model): number => (contextTokens > 200_000 ? 600 : 100);
