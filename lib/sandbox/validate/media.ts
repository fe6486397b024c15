import type {
  ContentBlock,
  DocumentBlock,
  ImageBlock,
  ImageMediaType,
  Message,
} from '#lib/gateway/messages/request.ts';
import type { Rule } from './validate.ts';

const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

const MAGIC: readonly [ImageMediaType, (bytes: string) => boolean][] = [
  ['image/png', (bytes) => bytes.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (bytes) => bytes.startsWith('\xff\xd8\xff')],
  ['image/gif', (bytes) => /^GIF8[79]a/.test(bytes)],
  ['image/webp', (bytes) => bytes.startsWith('RIFF') && bytes.startsWith('WEBP', 8)],
];

const head = (data: string): string => Buffer.from(data.slice(0, 64), 'base64').toString('latin1');

/** Searches for an invalid character: matching ten million valid ones can exhaust the stack. */
const isBase64 = (data: string): boolean =>
  data.length % 4 !== 1 && !/[^A-Za-z0-9+/]/.test(data.replace(/={1,2}$/, '') || '-');

function urlProblem(url: string, at: string): string | null {
  return url.startsWith('https://') ? null : `${at}.source.url.url: Only HTTPS URLs are supported.`;
}

function imageProblem({ source }: ImageBlock, at: string): string | null {
  if (source.type === 'url') return urlProblem(source.url, at);
  const { data, media_type } = source;
  if (data.length > MAX_IMAGE_BYTES)
    return `${at}.source.base64: image exceeds 10 MB maximum: ${data.length} bytes > ${MAX_IMAGE_BYTES} bytes`;
  if (!isBase64(data)) return `${at}.source.base64.data: Invalid base64 data`;
  const actual = MAGIC.find(([, matches]) => matches(head(data)))?.[0];
  if (!actual) return `${at}.source.base64.data: Could not process image`;
  return actual === media_type
    ? null
    : `${at}.source.base64.data: The image was specified using the ${media_type} media type, but the image appears to be a ${actual} image`;
}

function documentProblem({ source }: DocumentBlock, at: string): string | null {
  if (source.type === 'url') return urlProblem(source.url, at);
  if (source.type === 'text')
    return source.data.trim() === '' ? `${at}.source.text.data: document text must not be empty` : null;
  return head(source.data).startsWith('%PDF-') ? null : `${at}.source.base64.data: The PDF specified was not valid.`;
}

interface Medium {
  block: ImageBlock | DocumentBlock;
  at: string;
}

function toMedium(block: ContentBlock, at: string): Medium[] {
  if (block.type === 'image' || block.type === 'document') return [{ block, at: `${at}.${block.type}` }];
  if (block.type !== 'tool_result' || !block.content) return [];
  return block.content.flatMap((inner, index) => toMedium(inner, `${at}.tool_result.content.${index}`));
}

const allMedia = (messages: readonly Message[]): Medium[] =>
  messages.flatMap(({ content }, at) =>
    content.flatMap((block, index) => toMedium(block, `messages.${at}.content.${index}`)),
  );

/** Images and documents: readable by this model, not too many, and of their declared type. */
export const media: Rule = ({ messages }, { abilities, contextTokens, upstreamIds }) => {
  const all = allMedia(messages);
  const most = contextTokens > 200_000 ? 600 : 100;
  if (all.length > most) return `messages: too many images and documents: ${all.length} > ${most}`;
  for (const { block, at } of all) {
    const isReadable = block.type === 'image' ? abilities.vision : abilities.pdf || block.source.type === 'text';
    if (!isReadable) return `'${upstreamIds.anthropic}' does not support ${block.type} input.`;
    const problem = block.type === 'image' ? imageProblem(block, at) : documentProblem(block, at);
    if (problem) return problem;
  }
  return null;
};
