'use client';

import { useSyncExternalStore } from 'react';
import { useStored } from '#components/ui/use-stored.ts';

export type PaneName = 'settings' | 'inspector';

/** At these widths a pane is beside the conversation; on narrower screens it is a drawer. */
const BESIDE = { settings: '(min-width: 64rem)', inspector: '(min-width: 80rem)' } as const;

export function useIsBeside(name: PaneName): boolean {
  const query = BESIDE[name];
  const subscribe = (onChange: () => void) => {
    const list = matchMedia(query);
    list.addEventListener('change', onChange);
    return () => list.removeEventListener('change', onChange);
  };
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => true,
  );
}

/** Whether a pane is open. Beside the conversation it is open by default, as a drawer it is closed by default. */
export function usePane(name: PaneName): { isBeside: boolean; isOpen: boolean; setOpen: (isOpen: boolean) => void } {
  const isBeside = useIsBeside(name);
  const [beside, setBeside] = useStored(`playground-${name}`);
  const [drawer, setDrawer] = useDrawer();
  if (isBeside) {
    return { isBeside, isOpen: beside !== 'closed', setOpen: (isOpen) => setBeside(isOpen ? 'open' : 'closed') };
  }
  return { isBeside, isOpen: drawer === name, setOpen: (isOpen) => setDrawer(isOpen ? name : null) };
}

let openDrawer: PaneName | null = null;
const listeners = new Set<() => void>();

/** All panes share this state, so only one drawer is open at a time. */
function useDrawer(): [PaneName | null, (name: PaneName | null) => void] {
  const subscribe = (onChange: () => void) => {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  };
  const drawer = useSyncExternalStore(
    subscribe,
    () => openDrawer,
    () => null,
  );
  const set = (name: PaneName | null) => {
    openDrawer = name;
    for (const listener of listeners) listener();
  };
  return [drawer, set];
}

/** Whether the columns of a comparison scroll together; the default is yes. */
export function useIsTogether(): [boolean, (isTogether: boolean) => void] {
  const [stored, store] = useStored('playground-together');
  return [stored !== 'no', (isTogether) => store(isTogether ? 'yes' : 'no')];
}
