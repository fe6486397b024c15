'use client';

import { useSyncExternalStore } from 'react';
import { useStored } from '#components/ui/use-stored.ts';

export type PaneName = 'settings' | 'inspector';

/** From these widths on a pane stands beside the conversation; below it is a drawer. */
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

/** Whether a pane is open: beside the conversation until it is closed, as a drawer once it is opened. */
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

/** One drawer at a time, whichever button opens it. */
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

/** Whether the columns of a comparison scroll together, until somebody says otherwise. */
export function useIsTogether(): [boolean, (isTogether: boolean) => void] {
  const [stored, store] = useStored('playground-together');
  return [stored !== 'no', (isTogether) => store(isTogether ? 'yes' : 'no')];
}
