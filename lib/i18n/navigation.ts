import { createNavigation } from 'next-intl/navigation';
import { routing } from './routing.ts';

/** Next's links and router, with the reader's language in every address. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
