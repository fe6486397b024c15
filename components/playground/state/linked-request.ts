import { takeNote } from '#components/ui/notes.ts';

export const LINKED_REQUEST = 'playground-request';

/** Returns the request that a page of the docs passed on, and removes it. */
export function takeLinkedRequest(): string | null {
  const note = takeNote(LINKED_REQUEST);
  const [, request] = /^#request=(.+)$/.exec(location.hash) ?? [];
  if (request === undefined) return note;
  history.replaceState(history.state, '', location.pathname + location.search);
  return decodeURIComponent(request);
}

/** Returns the id of the logged request to open; null when the address has none. */
export function takeStoredRequest(): string | null {
  const [, requestId = null] = /^#stored=(\w+)$/.exec(location.hash) ?? [];
  if (requestId !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return requestId;
}
