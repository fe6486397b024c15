'use client';

import { useSyncExternalStore } from 'react';

const DAY_MS = 86_400_000;
const never = () => () => {};
const today = () => Math.floor(Date.now() / DAY_MS) * DAY_MS;

/** The reader's day in UTC; while a prerendered page wakes up, the day it was built. */
export const useToday = (builtAt: number): number => useSyncExternalStore(never, today, () => builtAt);
