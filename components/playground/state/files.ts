import { attachmentsIn } from '#lib/playground/attachments.ts';
import type { Attachment, Draft } from '#lib/playground/document.ts';
import type { BrowserStore } from './browser-store.ts';
import { newLocalId } from './local-id.ts';

/** Contents of attachments: data URLs in memory for requests, blobs in the browser's store. */
export interface FileStore {
  /** Data URLs by attachment id. */
  urls: ReadonlyMap<string, string>;
  add(file: File): Promise<Attachment>;
  /** Adds the content of an imported attachment. */
  addUrl(id: string, url: string): void;
  /** Reads the attachments of a draft. */
  load(draft: Draft): Promise<void>;
  subscribe(onChange: () => void): () => void;
}

export function createFileStore(store: BrowserStore | null): FileStore {
  const urls = new Map<string, string>();
  const listeners = new Set<() => void>();
  const put = (id: string, url: string) => {
    urls.set(id, url);
    for (const listener of listeners) listener();
  };
  return {
    urls,
    add: async (file) => {
      const id = newLocalId();
      const [url, measures] = await Promise.all([toDataUrl(file), measure(file)]);
      put(id, url);
      await store?.saveFile(id, file).catch(() => {});
      return { id, name: file.name, mediaType: file.type, bytes: file.size, ...measures };
    },
    addUrl: (id, url) => {
      put(id, url);
      const blob = toBlob(url);
      if (blob) void store?.saveFile(id, blob).catch(() => {});
    },
    load: async (draft) => {
      const attached = draft.columns.flatMap(({ messages }) => messages.flatMap(({ parts }) => attachmentsIn(parts)));
      for (const { id } of attached) {
        if (urls.has(id)) continue;
        const blob = await store?.readFile(id).catch(() => null);
        if (blob) put(id, await toDataUrl(blob));
      }
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

const toDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/** The content security policy forbids fetching `data:` URLs, so the URL is decoded here. */
function toBlob(url: string): Blob | null {
  const [, mediaType = '', base64 = ''] = /^data:([^;,]*);base64,(.*)$/s.exec(url) ?? [];
  if (base64 === '') return null;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: mediaType });
}

/** Reads the dimensions or pages that the token estimate needs. */
async function measure(file: File): Promise<Pick<Attachment, 'width' | 'height' | 'pages'>> {
  if (file.type.startsWith('image/')) {
    const image = await createImageBitmap(file).catch(() => null);
    return image ? { width: image.width, height: image.height } : {};
  }
  if (file.type !== 'application/pdf') return {};
  const pages = (await file.text()).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  // Some PDFs compress their page objects, which then cannot be counted.
  return pages > 0 ? { pages } : {};
}
