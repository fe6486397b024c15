import { SITE } from '#lib/config/site.ts';
import { CHAT_EXAMPLE } from '#lib/docs/openapi/chat-example.ts';
import type { Operation } from '#lib/docs/openapi/operations.ts';
import { Trial } from './trial.tsx';

/** "Try it", where a reader can: chat completions go to the sandbox with the session, public calls as they are. */
export function OperationTrial({ operation: { method, path, parameter, body, isPublic } }: { operation: Operation }) {
  if (body) {
    return <Trial subject={{ kind: 'chat', body: JSON.stringify(CHAT_EXAMPLE, null, 2) }} />;
  }
  if (!isPublic) return null;
  const address = `${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  return <Trial subject={{ kind: 'public', address, method, isFixed: !parameter }} />;
}
