import { Island } from '#components/islands/island.tsx';
import { SITE } from '#lib/config/site.ts';
import { CHAT_EXAMPLE } from '#lib/docs/openapi/chat-example.ts';
import type { Operation } from '#lib/docs/openapi/operations.ts';
import { Trial, type TrialSubject } from './trial.tsx';

/** "Try it", where a reader can: chat completions go to the sandbox with the session, public calls as they are. */
export function OperationTrial({ operation }: { operation: Operation }) {
  const subject = subjectOf(operation);
  if (!subject) return null;
  return (
    <Island name="trial">
      <Trial subject={subject} />
    </Island>
  );
}

function subjectOf({ method, path, parameter, body, isPublic }: Operation): TrialSubject | null {
  if (body) return { kind: 'chat', body: JSON.stringify(CHAT_EXAMPLE, null, 2) };
  if (!isPublic) return null;
  const address = `${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  return { kind: 'public', address, method, isFixed: !parameter };
}
