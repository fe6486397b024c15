'use client';

import { useEffect } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';

const EVERY_MS = 1_500;

/** Reads the page again every moment, while something on it is about to change. */
export function RefreshWhile({ isOn }: { isOn: boolean }) {
  const { refresh } = useTab();
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(refresh, EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn, refresh]);
  return null;
}
