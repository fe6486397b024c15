import { createNavigation } from 'next-intl/navigation';
import { routing } from './routing.ts';

/** Next's links and router, with the locale prefix in every address. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
