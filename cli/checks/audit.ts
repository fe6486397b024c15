import { type AuditBreak, verifyAuditChain } from '#lib/audit/verify.ts';
import { type Check, Finding } from './check.ts';

const MAX_EXAMPLES = 5;

export const auditCheck: Check = {
  name: 'audit log',
  async run() {
    const { events, chains, breaks } = await verifyAuditChain();
    if (breaks.length === 0) return `${events} events in ${chains} chains, as they were written`;
    const examples = breaks.slice(0, MAX_EXAMPLES).map(describe).join('; ');
    throw new Finding(
      `was changed after it was written, in ${breaks.length} of ${chains} chains: ${examples}. ` +
        'Compare with a backup to see what was there.',
    );
  },
};

const WORDS: Record<AuditBreak['kind'], (position: bigint) => string> = {
  missing: (position) => `events before number ${position} are gone`,
  altered: (position) => `event number ${position} is not what was written`,
  unlinked: (position) => `event number ${position} does not follow the one before it`,
  cut: (position) => `events after number ${position} are gone`,
};

const describe = ({ chain, position, kind }: AuditBreak): string => `in ${chain}, ${WORDS[kind](position)}`;
