'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The origin the reader is at. A prerendered page only knows the one it was `built` for. */
export const useOrigin = (built: string): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => built,
  );
