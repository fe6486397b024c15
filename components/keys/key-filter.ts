import type { KeyStateKind } from '#lib/keys/states.ts';
import type { KeyView } from './key-view.ts';

export const MODES = ['live', 'test'] as const;
export const STATUS_FILTERS = ['working', 'attention', 'disabled', 'rotating', 'expired'] as const;
type StatusFilter = (typeof STATUS_FILTERS)[number];

const KINDS: Record<StatusFilter, readonly KeyStateKind[]> = {
  working: ['working'],
  attention: ['cap_reached', 'cap_near', 'expiring', 'rejecting'],
  disabled: ['disabled'],
  rotating: ['rotating'],
  expired: ['expired'],
};

export interface KeyFilter {
  name: string;
  mode: (typeof MODES)[number] | null;
  status: StatusFilter | null;
}

/** A key counts for every state that is true of it, not only for the one its badge begins with. */
export function matchesFilter(
  key: Pick<KeyView, 'name' | 'id' | 'hint' | 'mode' | 'states'>,
  filter: KeyFilter,
): boolean {
  const wanted = filter.name.trim().toLocaleLowerCase();
  const isNamed = [key.name, key.id, key.hint].some((text) => text.toLocaleLowerCase().includes(wanted));
  const isOfMode = filter.mode === null || key.mode === filter.mode;
  const isOfStatus =
    filter.status === null || key.states.some(({ kind }) => KINDS[filter.status as StatusFilter].includes(kind));
  return isNamed && isOfMode && isOfStatus;
}
