import { type CappedWindow, type SpendWindow, tightestCap } from './spend-windows.ts';

/** A state of a key to show to its owner, in the order of urgency. */
export type KeyState =
  | { kind: 'revoked'; at: Date }
  | { kind: 'cap_reached'; cap: CappedWindow }
  | { kind: 'cap_near'; cap: CappedWindow }
  | { kind: 'expired'; at: Date; wasReplaced: boolean }
  | { kind: 'expiring'; at: Date }
  | { kind: 'rejecting'; rejected: number; requests: number }
  | { kind: 'disabled'; at: Date }
  | { kind: 'rotating'; until: Date }
  | { kind: 'working' };

export type KeyStateKind = KeyState['kind'];

interface Facts {
  expiresAt: Date | null;
  disabledAt: Date | null;
  revokedAt: Date | null;
  rotatedToId: string | null;
  spend: readonly SpendWindow[];
}

interface StateInputs {
  now: Date;
  /** Counts of the last 24 hours. */
  rejections?: { requests: number; rejected: number };
}

const SOON_MS = 86_400_000;
const FEWEST_REJECTED = 10;

/**
 * All states of a key, most urgent first; `working` stands alone. A key that ended reports only its end, since advice
 * about its caps would not help.
 */
export function statesOf(key: Facts, { now, rejections }: StateInputs): [KeyState, ...KeyState[]] {
  if (key.revokedAt) return [{ kind: 'revoked', at: key.revokedAt }];
  if (key.expiresAt && key.expiresAt <= now) {
    return [{ kind: 'expired', at: key.expiresAt, wasReplaced: key.rotatedToId !== null }];
  }
  const found = [
    capState(key.spend),
    expiryState(key, now),
    rejectionState(rejections),
    key.disabledAt && { kind: 'disabled' as const, at: key.disabledAt },
    rotationState(key),
  ].filter((state) => state !== null);
  const [first, ...rest] = found;
  return first ? [first, ...rest] : [{ kind: 'working' }];
}

/** A cap is near from nine tenths of it. */
function capState(spend: readonly SpendWindow[]): KeyState | null {
  const cap = tightestCap(spend);
  if (!cap || cap.used * 10n < cap.cap * 9n) return null;
  return { kind: cap.used >= cap.cap ? 'cap_reached' : 'cap_near', cap };
}

/** A replaced key is `rotating`, not `expiring`, because its end is planned. */
function expiryState({ expiresAt, rotatedToId }: Facts, now: Date): KeyState | null {
  if (!expiresAt || rotatedToId || expiresAt.getTime() - now.getTime() > SOON_MS) return null;
  return { kind: 'expiring', at: expiresAt };
}

/** Reported from ten rejections on that are at least a fifth of the requests. */
function rejectionState(rejections: StateInputs['rejections']): KeyState | null {
  if (!rejections) return null;
  const { rejected, requests } = rejections;
  return rejected >= FEWEST_REJECTED && rejected * 5 >= requests ? { kind: 'rejecting', rejected, requests } : null;
}

const rotationState = ({ rotatedToId, expiresAt }: Facts): KeyState | null =>
  rotatedToId && expiresAt ? { kind: 'rotating', until: expiresAt } : null;
