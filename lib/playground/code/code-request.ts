import { attachmentsIn } from '../attachments.ts';
import type { Attachment, Column, Draft } from '../document.ts';
import { toRequest } from '../request/to-request.ts';
import type { ChatBody } from '../wire.ts';
import { Expression } from './notation.ts';

/** A request to generate code for. */
export interface CodeRequest {
  body: ChatBody;
  /** The files that the code reads, by their placeholders in the body. */
  files: ReadonlyMap<string, CodeFile>;
  /** The API's base URL, up to `/v1`. */
  baseUrl: string;
}

export interface CodeFile {
  /** Only letters, digits, dots and dashes, so that it needs no quotes. */
  name: string;
  mediaType: string;
}

interface CodeOptions {
  baseUrl: string;
  rowId?: string;
  isStreaming: boolean;
}

export function toCodeRequest(draft: Draft, column: Column, { baseUrl, rowId, isStreaming }: CodeOptions): CodeRequest {
  const attached = attachmentsIn(column.messages.flatMap(({ parts }) => parts));
  const names = nameFiles(attached);
  const markers = new Map(attached.map(({ id }) => [id, `attachment:${id}`]));
  const { body } = toRequest(draft, column, { attachments: markers, ...(rowId !== undefined && { rowId }) });
  const files = attached.map(({ id, mediaType }): [string, CodeFile] => [
    ...([markers.get(id) ?? '', { name: names.get(id) ?? '', mediaType }] as const),
  ]);
  const streaming = isStreaming ? { stream: true, stream_options: { include_usage: true } } : {};
  return { body: { ...body, ...streaming }, files: new Map(files), baseUrl };
}

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
};

/** Gives each file a unique name. Pasted images have none. */
function nameFiles(files: readonly Attachment[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { id, name, mediaType } of files) {
    if (names.has(id)) continue;
    const stem = plainName(name.replace(/\.[A-Za-z0-9]+$/, '')) || 'file';
    const extension = EXTENSIONS[mediaType] ?? 'bin';
    const taken = new Set(names.values());
    const candidates = [
      `${stem}.${extension}`,
      ...Array.from({ length: files.length }, (_, index) => `${stem}-${index + 2}.${extension}`),
    ];
    names.set(id, candidates.find((candidate) => !taken.has(candidate)) ?? '');
  }
  return names;
}

const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');

/** Replaces each file in the messages by an expression. Text that looks like a placeholder stays text. */
export function withFiles(request: CodeRequest, toExpression: (file: CodeFile) => string): unknown[] {
  const replaced = (value: unknown): unknown => {
    const file = typeof value === 'string' ? request.files.get(value) : undefined;
    return file ? new Expression(toExpression(file)) : value;
  };
  return request.body.messages.map((message) => {
    if (!Array.isArray(message.content)) return message;
    const content = message.content.map((part) => {
      if (part.type === 'file') return { ...part, file: { ...part.file, file_data: replaced(part.file.file_data) } };
      if (part.type !== 'image_url' || typeof part.image_url === 'string') return part;
      return { ...part, image_url: { ...part.image_url, url: replaced(part.image_url.url) } };
    });
    return { ...message, content };
  });
}

/** The distinct names of all files. */
export const fileNames = ({ files }: CodeRequest): string[] => [
  ...new Set([...files.values()].map(({ name }) => name)),
];
