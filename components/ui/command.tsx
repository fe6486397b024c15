'use client';

import { Command as Primitive } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as DialogPrimitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names.ts';
import { scrimStyle } from './dialog.tsx';
import { useFocusReturn } from './focus.ts';

interface CommandDialogProps {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** False when the caller has already filtered the items. */
  shouldFilter?: boolean;
  children: ReactNode;
}

export function CommandDialog({ title, isOpen, onOpenChange, shouldFilter = true, children }: CommandDialogProps) {
  const focus = useFocusReturn();
  return (
    <DialogPrimitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={scrimStyle} />
        <DialogPrimitive.Content
          data-slot="command-dialog"
          aria-describedby={undefined}
          {...focus}
          className="fixed top-[max(1rem,14vh)] max-sm:top-4 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-panel border bg-raised shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-appear"
        >
          <DialogPrimitive.Title className="sr-only">{title}</DialogPrimitive.Title>
          <Primitive label={title} shouldFilter={shouldFilter} loop>
            {children}
          </Primitive>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Primitive.Input>) {
  return (
    <div className="flex items-center gap-2 border-b px-4">
      <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <Primitive.Input
        data-slot="command-input"
        className={cn(
          'h-12 w-full bg-transparent text-14 outline-none placeholder:text-ink-faint touch:text-16',
          className,
        )}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      className={cn(
        // Scrolling by arrow keys respects the padding. On phones the list ends above the on-screen keyboard.
        'max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-1 pb-2 max-sm:max-h-[50dvh]',
        className,
      )}
      {...props}
    />
  );
}

export function CommandEmpty(props: ComponentProps<typeof Primitive.Empty>) {
  return <Primitive.Empty className="px-3 py-6 text-14 text-ink-muted" {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Primitive.Group>) {
  return (
    <Primitive.Group
      className={cn(
        '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-faint',
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      data-slot="command-item"
      className={cn(
        'flex min-h-9 cursor-default select-none items-center gap-2 rounded-control px-2 text-14 data-[selected=true]:bg-sunken touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint',
        className,
      )}
      {...props}
    />
  );
}
