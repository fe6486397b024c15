'use client';

import { useOrigin } from '#components/ui/browser-state.ts';

/** The API's address as the reader reaches it. A prerendered page only knows the one it was built for. */
export function Here({ origin, path }: { origin: string; path: string }) {
  const here = useOrigin(origin);
  return (
    <code
      translate="no"
      className="rounded-tick bg-sunken px-1 py-0.5 font-mono text-[0.875em] [overflow-wrap:break-word]"
    >
      {here + path}
    </code>
  );
}
