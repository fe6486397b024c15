'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { usePathname } from '#lib/i18n/navigation.ts';

/** The list of guides: always open beside a page, folded above it where the screen is narrow. */
export function PhoneNav({ label, children }: { label: string; children: ReactNode }) {
  const pathname = usePathname();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const isOpen = openedAt === pathname;
  return (
    <div className="my-4 max-lg:border-y">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpenedAt(isOpen ? null : pathname)}
        className="flex h-11 w-full items-center justify-between text-14 text-ink-muted lg:hidden"
      >
        {label}
        <ChevronDown aria-hidden className={`size-4 transition-transform ${isOpen ? 'rotate-180' : ''}`} />
      </button>
      <div className={isOpen ? 'pt-2 pb-4 lg:py-0' : 'max-lg:hidden'}>{children}</div>
    </div>
  );
}
