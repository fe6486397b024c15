'use client';

import { useEffect } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';

const EVERY_MS = 1_500;

/** Refreshes the page regularly while a first attempt is pending. */
export function RefreshWhile({ isOn }: { isOn: boolean }) {
  const { refresh } = useTab();
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(refresh, EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn, refresh]);
  return null;
}
