/** Maximum time between the two keys of a shortcut such as `g k`. */
const SEQUENCE_MS = 1_200;

export interface PendingKeys {
  /** When `g` was pressed; null when it is not pending. */
  leaderAt: number | null;
}

export interface Press {
  key: string;
  atMs: number;
  hasModifier: boolean;
  isTyping: boolean;
  /** Whether the user has enabled shortcuts of single keys. */
  isOn: boolean;
  /** An automatic repeat, because the key is held. */
  isRepeat: boolean;
}

export type ShortcutEffect = { do: 'commands' | 'help' | 'search' } | { do: 'go'; key: string };

const NOTHING: PendingKeys = { leaderAt: null };
export const NO_KEYS = NOTHING;

/** Interprets a key press after the previous ones. Single keys have no effect while typing or with a modifier. */
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
