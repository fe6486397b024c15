import { takeNote } from '#components/ui/notes.ts';

export const LINKED_REQUEST = 'playground-request';

/** A request that a page of the documentation sent along, once. */
export function takeLinkedRequest(): string | null {
  const note = takeNote(LINKED_REQUEST);
  const [, request] = /^#request=(.+)$/.exec(location.hash) ?? [];
  if (request === undefined) return note;
  history.replaceState(history.state, '', location.pathname + location.search);
  return decodeURIComponent(request);
}

/** The id of a request of the log, whose content is to be opened; null when the address names none. */
export function takeStoredRequest(): string | null {
  const [, requestId = null] = /^#stored=(\w+)$/.exec(location.hash) ?? [];
  if (requestId !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return requestId;
}
