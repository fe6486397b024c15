/** How long the second key of `g k` may take. */
const SEQUENCE_MS = 1_200;

export interface PendingKeys {
  /** When `g` was pressed; null when it was not. */
  leaderAt: number | null;
}

export interface Press {
  key: string;
  atMs: number;
  hasModifier: boolean;
  isTyping: boolean;
  /** Whether shortcuts of single keys are switched on. */
  isOn: boolean;
  /** Pressed again by the keyboard itself, because the key is held. */
  isRepeat: boolean;
}

export type ShortcutEffect = { do: 'commands' | 'help' | 'search' } | { do: 'go'; key: string };

const NOTHING: PendingKeys = { leaderAt: null };
export const NO_KEYS = NOTHING;

/** What a key press means, given the ones before it. Single keys mean nothing while typing or with a modifier held. */
export function readPress(pending: PendingKeys, press: Press): { pending: PendingKeys; effect: ShortcutEffect | null } {
  if (press.hasModifier && press.key.toLowerCase() === 'k') return { pending: NOTHING, effect: { do: 'commands' } };
  if (!press.isOn || press.hasModifier || press.isTyping || press.isRepeat) return { pending: NOTHING, effect: null };
  if (pending.leaderAt !== null && press.atMs - pending.leaderAt <= SEQUENCE_MS) {
    return { pending: NOTHING, effect: { do: 'go', key: press.key.toLowerCase() } };
  }
  if (press.key === 'g') return { pending: { leaderAt: press.atMs }, effect: null };
  if (press.key === '?') return { pending: NOTHING, effect: { do: 'help' } };
  if (press.key === '/') return { pending: NOTHING, effect: { do: 'search' } };
  return { pending: NOTHING, effect: null };
}
