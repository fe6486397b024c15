import { AppError } from '#lib/errors.ts';
import type { ImageBlock, ImageMediaType } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { ImagePart } from '../schema/content.ts';
import type { Translation } from './translation.ts';

const MAX_BASE64_CHARACTERS = 10 * 1024 * 1024;

/** A format's first bytes, as Latin-1 text. */
const SIGNATURES = {
  'image/png': (head) => head.startsWith('\x89PNG'),
  'image/jpeg': (head) => head.startsWith('\xff\xd8\xff'),
  'image/gif': (head) => head.startsWith('GIF8'),
  'image/webp': (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP',
} satisfies Record<ImageMediaType, (head: string) => boolean>;

const ALIASES: Record<string, string> = { 'image/jpg': 'image/jpeg' };

/** @throws AppError `invalid_image` or `invalid_image_url` with the part's own field in `param`. */
export function toImageBlock(part: ImagePart, at: string, translation: Translation): ImageBlock {
  const isBare = typeof part.image_url === 'string';
  const url = typeof part.image_url === 'string' ? part.image_url : part.image_url.url;
  const param = isBare ? `${at}.image_url` : `${at}.image_url.url`;
  const ruling = treatmentOf('messages.image_url', translation.model);
  if (ruling.treatment === 'refused') {
    throw new AppError('unsupported_value', PARAMETER_REASONS.no_vision, { param });
  }
  return { type: 'image', source: isDataUri(url) ? inlineSource(url, param, translation) : urlSource(url, param) };
}

function inlineSource(uri: string, param: string, { log }: Translation): ImageBlock['source'] {
  const parsed = parseDataUri(uri);
  const data = parsed?.isBase64 ? cleanBase64(parsed.data) : null;
  if (!parsed || data === null) {
    throw invalid('must be `data:<type>;base64,<data>` in standard base64.', param);
  }
  if (data.length > MAX_BASE64_CHARACTERS)
    throw invalid('is too large: image exceeds 10 MB maximum. Send a smaller one.', param);
  const mediaType = sniff(data);
  if (mediaType === null) throw invalid('is not a JPEG, PNG, GIF or WebP image: convert it first.', param);
  if ((ALIASES[parsed.mediaType] ?? parsed.mediaType) !== mediaType) {
    log.note('messages', 'mapped', 'An image was sent as the type its bytes show, not the type its data URL names.');
  }
  return { type: 'base64', media_type: mediaType, data };
}

/** The type an image has, which upstream compares with the type it is said to have. */
function sniff(base64: string): ImageMediaType | null {
  const head = firstBytes(base64).toString('latin1');
  const types = Object.keys(SIGNATURES) as ImageMediaType[];
  return types.find((type) => SIGNATURES[type](head)) ?? null;
}

/** Upstream fetches the image itself. */
function urlSource(url: string, param: string): ImageBlock['source'] {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new AppError('invalid_image_url', `\`${param}\` must be an https URL or a data URL.`, { param });
  }
  return { type: 'url', url };
}

const invalid = (requirement: string, param: string) =>
  new AppError('invalid_image', `\`${param}\` ${requirement}`, { param });

const SMALL_CONTEXT_TOKENS = 200_000;

/** @throws AppError when there are more images than upstream reads in one request. */
export function requireFewImages(count: number, model: Model): void {
  const most = model.contextTokens > SMALL_CONTEXT_TOKENS ? 600 : 100;
  if (count <= most) return;
  throw new AppError('invalid_image', `The request has ${count} images; this model reads at most ${most}.`, {
    param: 'messages',
  });
}

export interface DataUri {
  /** Lower case, without parameters; empty when the URI names none. */
  mediaType: string;
  isBase64: boolean;
  data: string;
}

const LONGEST_HEADER = 256;

/** Splits `data:<type>[;params][;base64],<data>`, or returns null. The data is a view of the string, not a copy. */
export function parseDataUri(uri: string): DataUri | null {
  const start = uri.slice(0, LONGEST_HEADER);
  const comma = start.indexOf(',');
  if (comma === -1 || !isDataUri(uri)) return null;
  const [mediaType = '', ...parameters] = start.slice('data:'.length, comma).toLowerCase().split(';');
  return {
    mediaType: mediaType.trim(),
    isBase64: parameters.some((parameter) => parameter.trim() === 'base64'),
    data: uri.slice(comma + 1),
  };
}

export const isDataUri = (uri: string): boolean => uri.slice(0, 5).toLowerCase() === 'data:';

const WHITESPACE = ['\n', '\r', ' ', '\t'];
/** Of the base64url alphabet, or of percent-encoding. */
const FOREIGN = ['-', '_', '%'];

/** Base64 without line breaks, or null when it cannot be standard base64. Single-character searches only: images are large. */
export function cleanBase64(data: string): string | null {
  if (FOREIGN.some((character) => data.includes(character))) return null;
  const compact = WHITESPACE.some((character) => data.includes(character)) ? data.replace(/\s+/g, '') : data;
  return compact === '' ? null : compact;
}

/** The first bytes behind base64, enough to recognise a file format. */
export const firstBytes = (base64: string): Buffer => Buffer.from(base64.slice(0, 24), 'base64');
