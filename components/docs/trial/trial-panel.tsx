'use client';

import { AccountTrialPanel } from './account-trial.tsx';
import { DraftTrial } from './draft-trial.tsx';
import type { TrialProps } from './trial.tsx';

/** A request to send, and what comes back. The browser never sees a key: the session stands for it. */
export function TrialPanel({ subject }: TrialProps) {
  return subject.kind === 'account' ? <AccountTrialPanel {...subject} /> : <DraftTrial subject={subject} />;
}
