import { type CappedWindow, type SpendWindow, tightestCap } from './spend-windows.ts';

/** Something true of a key that its owner should know, in the order of urgency. */
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

interface Circumstances {
  now: Date;
  /** Of the last 24 hours. */
  rejections?: { requests: number; rejected: number };
}

const SOON_MS = 86_400_000;
const FEWEST_REJECTED = 10;

/**
 * All that is true of a key, most urgent first; `working` stands alone. A key that ended says only that:
 * no advice about its caps would help it.
 */
export function statesOf(key: Facts, { now, rejections }: Circumstances): [KeyState, ...KeyState[]] {
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

/** From nine tenths on a cap is near. */
function capState(spend: readonly SpendWindow[]): KeyState | null {
  const cap = tightestCap(spend);
  if (!cap || cap.used * 10n < cap.cap * 9n) return null;
  return { kind: cap.used >= cap.cap ? 'cap_reached' : 'cap_near', cap };
}

/** The end of a replaced key is the plan, not a surprise: that one is rotating. */
function expiryState({ expiresAt, rotatedToId }: Facts, now: Date): KeyState | null {
  if (!expiresAt || rotatedToId || expiresAt.getTime() - now.getTime() > SOON_MS) return null;
  return { kind: 'expiring', at: expiresAt };
}

/** At least ten, and at least one in five. */
function rejectionState(rejections: Circumstances['rejections']): KeyState | null {
  if (!rejections) return null;
  const { rejected, requests } = rejections;
  return rejected >= FEWEST_REJECTED && rejected * 5 >= requests ? { kind: 'rejecting', rejected, requests } : null;
}

const rotationState = ({ rotatedToId, expiresAt }: Facts): KeyState | null =>
  rotatedToId && expiresAt ? { kind: 'rotating', until: expiresAt } : null;
