import type { Attachment, Part } from '../document.ts';
import { readCacheMark } from './cache-mark.ts';
import type { FieldReader } from './field-reader.ts';

export interface ImportedFile {
  file: Attachment;
  dataUrl: string;
}

/** Reads contents of messages and collects the files in them. */
export class PartReader {
  readonly files: ImportedFile[] = [];
  readonly #nextId: () => string;

  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  read(message: FieldReader): Part[] {
    const content = message.any('content');
    if (content === undefined) return [{ type: 'text', text: '' }];
    if (typeof content === 'string') return [{ type: 'text', text: content }];
    return message.objects('content').flatMap((fields) => {
      const part = this.#readPart(fields);
      if (part) fields.finish();
      return part ?? [];
    });
  }

  #readPart(fields: FieldReader): Part | null {
    const type = fields.text('type');
    switch (type) {
      case 'text':
        return { type, text: fields.text('text') ?? '', ...readCacheMark(fields) };
      case 'refusal':
        return { type, text: fields.text('refusal') ?? '' };
      case 'image_url':
        return this.#readImage(fields);
      case 'file':
        return this.#readFile(fields);
      default:
        fields.note('', 'unsupported');
        return null;
    }
  }

  #readImage(fields: FieldReader): Part | null {
    const bare = fields.any('image_url');
    const holder = typeof bare === 'string' ? undefined : fields.object('image_url');
    const url = typeof bare === 'string' ? bare : holder?.text('url');
    holder?.finish(() => 'no_effect');
    const mark = readCacheMark(fields);
    if (url === undefined) return invalid(fields);
    if (!isDataUrl(url)) return { type: 'image_url', url, ...mark };
    return { type: 'image', file: this.#keep(url, ''), ...mark };
  }

  /** A file id refers to OpenAI's storage, which cannot be read from here. */
  #readFile(fields: FieldReader): Part | null {
    const file = fields.object('file');
    const data = file?.text('file_data');
    const name = file?.text('filename') ?? '';
    const mark = readCacheMark(fields);
    file?.finish(() => 'unsupported');
    if (data === undefined) return invalid(fields);
    return { type: 'document', file: this.#keep(data, name), ...mark };
  }

  #keep(dataUrl: string, name: string): Attachment {
    const file = { id: this.#nextId(), name, mediaType: mediaTypeOf(dataUrl), bytes: bytesIn(dataUrl) };
    this.files.push({ file, dataUrl });
    return file;
  }
}

function invalid(fields: FieldReader): null {
  fields.note('', 'invalid');
  return null;
}

const isDataUrl = (url: string): boolean => url.slice(0, 5).toLowerCase() === 'data:';

/** Some clients send a PDF as bare base64. */
const mediaTypeOf = (url: string): string =>
  isDataUrl(url) ? (/^data:([^;,]*)/i.exec(url)?.[1] ?? '').toLowerCase() : 'application/pdf';

function bytesIn(url: string): number {
  const data = url.slice(url.indexOf(',') + 1);
  const padding = data.endsWith('==') ? 2 : Number(data.endsWith('='));
  return Math.max(0, Math.floor((data.length * 3) / 4) - padding);
}
