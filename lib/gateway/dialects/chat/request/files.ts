import { AppError } from '#lib/errors.ts';
import type { DocumentBlock } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { FilePart } from '../schema/content.ts';
import { cleanBase64, type DataUri, firstBytes, isDataUri, parseDataUri } from './images.ts';
import { isBlank, type Translation } from './translation.ts';

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

/** The name of a file without its folders, which are the customer's own affair, at the length upstream takes. */
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
    throw invalid('must be a PDF as `data:application/pdf;base64,…` or a text as `data:text/plain;base64,…`.', param);
  }
  return { type: 'base64', media_type: 'application/pdf', data };
}

/** Some clients leave the `data:` out; what is not a PDF is refused by its first bytes. */
const bareBase64 = (data: string): DataUri => ({ mediaType: '', isBase64: true, data });

const isPdf = (base64: string): boolean => firstBytes(base64).toString('latin1').startsWith('%PDF-');

function textSource(uri: DataUri, param: string): InlineSource {
  const data = uri.isBase64 ? Buffer.from(uri.data, 'base64').toString('utf8') : percentDecoded(uri.data, param);
  if (isBlank(data)) throw invalid('holds no text.', param);
  return { type: 'text', media_type: 'text/plain', data };
}

function percentDecoded(data: string, param: string): string {
  try {
    return decodeURIComponent(data);
  } catch (cause) {
    throw invalid('is not a well-formed data URL.', param, cause);
  }
}

const invalid = (requirement: string, param: string, cause?: unknown) =>
  new AppError('invalid_value', `\`${param}\` ${requirement}`, { param, cause });
