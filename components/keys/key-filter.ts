import type { KeyStateKind } from '#lib/keys/states.ts';
import type { KeyView } from './key-view.ts';

export const MODES = ['live', 'test'] as const;
export const STATUS_FILTERS = ['working', 'attention', 'disabled', 'rotating', 'expired', 'revoked'] as const;
type StatusFilter = (typeof STATUS_FILTERS)[number];

const KINDS: Record<StatusFilter, readonly KeyStateKind[]> = {
  working: ['working'],
  attention: ['cap_reached', 'cap_near', 'expiring', 'rejecting'],
  disabled: ['disabled'],
  rotating: ['rotating'],
  expired: ['expired'],
  revoked: ['revoked'],
};

export interface KeyFilter {
  name: string;
  mode: (typeof MODES)[number] | null;
  status: StatusFilter | null;
}

/** A key matches every state it has, not only the first one. Revoked keys match only when the filter asks for them. */
export function matchesFilter(
  key: Pick<KeyView, 'name' | 'id' | 'hint' | 'mode' | 'states'>,
  filter: KeyFilter,
): boolean {
  const wanted = filter.name.trim().toLocaleLowerCase();
  const isNamed = [key.name, key.id, key.hint].some((text) => text.toLocaleLowerCase().includes(wanted));
  const isOfMode = filter.mode === null || key.mode === filter.mode;
  return isNamed && isOfMode && isOfStatus(key, filter.status);
}

const isOfStatus = ({ states }: Pick<KeyView, 'states'>, status: StatusFilter | null): boolean =>
  states.some(({ kind }) => (status === null ? kind !== 'revoked' : KINDS[status].includes(kind)));
