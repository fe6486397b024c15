'use client';

import { useOrigin } from '#components/ui/browser-state.ts';

/** The API's URL at the origin the reader uses. A prerendered page starts with the origin of the build. */
export function ApiUrl({ origin, path }: { origin: string; path: string }) {
  const currentOrigin = useOrigin(origin);
  return (
    <code
      translate="no"
      className="rounded-tick bg-sunken px-1 py-0.5 font-mono text-[0.875em] [overflow-wrap:break-word]"
    >
      {currentOrigin + path}
    </code>
  );
}
