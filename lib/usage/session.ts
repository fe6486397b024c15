/** The name of a task, such as a run of an agent, safe in a URL and a header. */
const SESSION = /^[\w.:/@-]{1,128}$/;

export const SESSION_HEADER = 'x-tokenhub-session';
export const SESSION_CAP_HEADER = 'x-tokenhub-session-cap';

export const isSessionId = (text: string): boolean => SESSION.test(text);

/** The session of the header, else of `metadata.session_id`. An invalid name is ignored, as with tags. */
export function sessionOf(
  header: string | null | undefined,
  metadata: Record<string, unknown> | null = null,
): string | null {
  const inBody = typeof metadata?.session_id === 'string' ? metadata.session_id : '';
  const id = (header ?? inBody).trim();
  return SESSION.test(id) ? id : null;
}
