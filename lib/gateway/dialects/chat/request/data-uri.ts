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
