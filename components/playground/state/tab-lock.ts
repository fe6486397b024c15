/** Lets one tab save a draft at a time. The other tabs show a notice. */
export interface TabLock {
  isHeld(): boolean;
  /** Requests the lock of the draft that is now open. */
  hold(draftId: string): void;
  /** Takes the lock from another tab. */
  take(): void;
  release(): void;
  subscribe(onChange: () => void): () => void;
}

export function createTabLock(): TabLock {
  const listeners = new Set<() => void>();
  // Without HTTPS the browser has no Web Locks, and every tab saves.
  const locks: LockManager | undefined = navigator.locks;
  let isHeld = true;
  let name = '';
  let release = () => {};
  const set = (isNowHeld: boolean) => {
    isHeld = isNowHeld;
    for (const listener of listeners) listener();
  };
  const request = async (wanted: string, options: LockOptions) => {
    const isCurrent = () => wanted === name;
    const keep = (lock: Lock | null) => {
      if (isCurrent()) set(lock !== null);
      if (!lock) return undefined;
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    // It rejects when another tab takes the lock.
    await locks?.request(wanted, options, keep).catch(() => isCurrent() && set(false));
  };
  return {
    isHeld: () => isHeld,
    hold: (draftId) => {
      const wanted = `playground:${draftId}`;
      if (wanted === name) return;
      release();
      name = wanted;
      void request(wanted, { ifAvailable: true });
    },
    take: () => void request(name, { steal: true }),
    release: () => release(),
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
