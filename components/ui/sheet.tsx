'use client';

import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names.ts';
import { DialogFoot, DialogHead, scrimStyle } from './dialog.tsx';
import { useFocusReturn } from './focus.ts';

export const Sheet = Primitive.Root;

const SIDES = {
  left: 'left-0 border-e data-[state=closed]:animate-slide-out-left data-[state=open]:animate-slide-in-left max-w-72',
  right: 'right-0 border-s data-[state=closed]:animate-slide-out data-[state=open]:animate-slide-in max-w-xl',
};

interface SheetContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  side?: keyof typeof SIDES;
}

/** A drawer for the details of a row, or for the navigation on phones. */
export function SheetContent({
  title,
  description,
  footer,
  side = 'right',
  className,
  children,
  ...props
}: SheetContentProps) {
  const focus = useFocusReturn(props);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimStyle} />
      <Primitive.Content
        data-slot="sheet"
        className={cn('fixed inset-y-0 z-50 flex w-full flex-col bg-raised shadow-float', SIDES[side], className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
        {...focus}
      >
        <DialogHead title={title} description={description} />
        <div className="grow overflow-y-auto px-5 pb-5">{children}</div>
        {footer && <DialogFoot>{footer}</DialogFoot>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
