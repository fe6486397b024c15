'use client';

import type { ComponentProps } from 'react';
import { cn } from '#components/ui/class-names.ts';

/** A form the browser leaves to us. `method` matters before the scripts have loaded: a GET would put a password in the address. */
export function Form({ className, ...props }: ComponentProps<'form'>) {
  return <form method="post" noValidate className={cn('grid gap-4', className)} {...props} />;
}
