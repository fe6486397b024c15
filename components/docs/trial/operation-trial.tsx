import { Island } from '#components/islands/island.tsx';
import { SITE } from '#lib/config/site.ts';
import { isAccountTrial } from '#lib/docs/account-trials.ts';
import { CHAT_EXAMPLE } from '#lib/docs/openapi/chat-example.ts';
import type { Operation } from '#lib/docs/openapi/operations.ts';
import { Trial, type TrialSubject } from './trial.tsx';

/** "Try it": chat completions run in the sandbox, calls about an account use the session, other calls need no key. */
export function OperationTrial({ operation }: { operation: Operation }) {
  const subject = subjectOf(operation);
  if (!subject) return null;
  return (
    <Island name="trial">
      <Trial subject={subject} />
    </Island>
  );
}

function subjectOf({ id, method, path, parameter, chunk, body, isPublic }: Operation): TrialSubject | null {
  if (body && chunk) return { kind: 'chat', body: JSON.stringify(CHAT_EXAMPLE, null, 2) };
  if (isAccountTrial(id)) return { kind: 'account', call: id, example: parameter?.example };
  if (!isPublic) return null;
  const address = `${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  return { kind: 'public', address, method, isFixed: !parameter };
}
