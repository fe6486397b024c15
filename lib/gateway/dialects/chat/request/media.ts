import { AppError } from '#lib/errors.ts';
import type { DocumentBlock, ImageBlock, ImageMediaType } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { FilePart, ImagePart } from '../schema/content.ts';
import { isBlank, type Translation } from './translation.ts';

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
    throw invalidImage('must be `data:<type>;base64,<data>` in standard base64.', param);
  }
  if (data.length > MAX_BASE64_CHARACTERS)
    throw invalidImage('is too large: image exceeds 10 MB maximum. Send a smaller one.', param);
  const mediaType = sniff(data);
  if (mediaType === null) throw invalidImage('is not a JPEG, PNG, GIF or WebP image: convert it first.', param);
  if ((ALIASES[parsed.mediaType] ?? parsed.mediaType) !== mediaType) {
    log.note('messages', 'mapped', 'An image was sent as the type its bytes show, not the type its data URL names.');
  }
  return { type: 'base64', media_type: mediaType, data };
}

/** Detects the type of an image, which upstream compares with the declared type. */
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

const invalidImage = (requirement: string, param: string) =>
  new AppError('invalid_image', `\`${param}\` ${requirement}`, { param });

interface DataUri {
  /** Lower case, without parameters; empty when the URI names none. */
  mediaType: string;
  isBase64: boolean;
  data: string;
}

const LONGEST_HEADER = 256;

/** Splits `data:<type>[;params][;base64],<data>`, or returns null. The data is a view of the string, not a copy. */
function parseDataUri(uri: string): DataUri | null {
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

const isDataUri = (uri: string): boolean => uri.slice(0, 5).toLowerCase() === 'data:';

const WHITESPACE = ['\n', '\r', ' ', '\t'];
/** Characters of the base64url alphabet and of percent-encoding. */
const FOREIGN = ['-', '_', '%'];

/** Base64 without line breaks, or null when it cannot be standard base64. Single-character searches only: images are large. */
function cleanBase64(data: string): string | null {
  if (FOREIGN.some((character) => data.includes(character))) return null;
  const compact = WHITESPACE.some((character) => data.includes(character)) ? data.replace(/\s+/g, '') : data;
  return compact === '' ? null : compact;
}

/** The first bytes behind base64, enough to recognise a file format. */
const firstBytes = (base64: string): Buffer => Buffer.from(base64.slice(0, 24), 'base64');

/** A PDF or a plain text; nothing else has a document block. */
export function toDocumentBlock({ file }: FilePart, at: string, { model, log }: Translation): DocumentBlock {
  const param = `${at}.file.file_data`;
  if (typeof file.file_data !== 'string') throw missingData(file, at);
  const source = toSource(file.file_data, param);
  if (source.media_type === 'application/pdf' && treatmentOf('messages.file', model).treatment === 'refused') {
    throw new AppError('unsupported_value', PARAMETER_REASONS.no_pdf, { param });
  }
  const title = toTitle(file.filename ?? '');
  if (title !== (file.filename ?? ''))
    log.note('messages', 'mapped', 'Of a file’s path its last part was sent, 500 characters at most.');
  return title === '' ? { type: 'document', source } : { type: 'document', source, title };
}

const LONGEST_TITLE = 500;

/** The name of a file, cut to the length upstream takes, without its folders, which are private to the customer. */
function toTitle(filename: string): string {
  const name = filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
  return [...(isBlank(name) ? '' : name)].slice(0, LONGEST_TITLE).join('');
}

function missingData(file: FilePart['file'], at: string): AppError {
  if (file.file_id == null) {
    const param = `${at}.file.file_data`;
    return new AppError('missing_required_parameter', `\`${param}\` is required: it must be a data URL.`, { param });
  }
  const param = `${at}.file.file_id`;
  return new AppError('unsupported_value', 'File ids are not supported: send the file itself in `file_data`.', {
    param,
  });
}

type InlineSource = Exclude<DocumentBlock['source'], { type: 'url' }>;

function toSource(fileData: string, param: string): InlineSource {
  const uri = isDataUri(fileData) ? parseDataUri(fileData) : bareBase64(fileData);
  if (uri?.mediaType === 'text/plain') return textSource(uri, param);
  const data = uri?.isBase64 ? cleanBase64(uri.data) : null;
  if (data === null || !isPdf(data)) {
    throw invalidFile(
      'must be a PDF as `data:application/pdf;base64,…` or a text as `data:text/plain;base64,…`.',
      param,
    );
  }
  return { type: 'base64', media_type: 'application/pdf', data };
}

/** Some clients leave out the `data:`; a file that is no PDF is then refused by its first bytes. */
const bareBase64 = (data: string): DataUri => ({ mediaType: '', isBase64: true, data });

const isPdf = (base64: string): boolean => firstBytes(base64).toString('latin1').startsWith('%PDF-');

function textSource(uri: DataUri, param: string): InlineSource {
  const data = uri.isBase64 ? Buffer.from(uri.data, 'base64').toString('utf8') : percentDecoded(uri.data, param);
  if (isBlank(data)) throw invalidFile('holds no text.', param);
  return { type: 'text', media_type: 'text/plain', data };
}

function percentDecoded(data: string, param: string): string {
  try {
    return decodeURIComponent(data);
  } catch (cause) {
    throw invalidFile('is not a well-formed data URL.', param, cause);
  }
}

const invalidFile = (requirement: string, param: string, cause?: unknown) =>
  new AppError('invalid_value', `\`${param}\` ${requirement}`, { param, cause });
