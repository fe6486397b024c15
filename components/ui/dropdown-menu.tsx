'use client';

import { type ComponentProps, createContext, type ReactNode, use, useId, useMemo, useState } from 'react';
import { Slot } from './button.tsx';
import { cn } from './class-names.ts';
import { itemStyle } from './float.ts';
import { closeMenuAround, focusHovered, MenuPopover, toMenuButton } from './menu-popover.tsx';

interface Menu {
  id: string;
  isOpen: boolean;
  change: (isOpen: boolean) => void;
}

const MenuContext = createContext<Menu>({ id: '', isOpen: false, change: () => {} });

interface DropdownMenuProps {
  /** Called when the menu opens, and after it has closed and returned the focus. */
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A button with a menu of commands. */
export function DropdownMenu({ onOpenChange, children }: DropdownMenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const menu = useMemo(() => {
    const change = (next: boolean) => {
      setOpen(next);
      onOpenChange?.(next);
    };
    return { id, isOpen, change };
  }, [id, isOpen, onOpenChange]);
  return <MenuContext value={menu}>{children}</MenuContext>;
}

/** Makes its only child, a button, the menu's trigger. */
export function DropdownMenuTrigger({ children }: { children: ReactNode }) {
  const { id, isOpen } = use(MenuContext);
  return <Slot {...toMenuButton(id, isOpen)}>{children}</Slot>;
}

type DropdownMenuContentProps = Pick<ComponentProps<typeof MenuPopover>, 'align' | 'className' | 'children'>;

export function DropdownMenuContent({ align = 'start', ...props }: DropdownMenuContentProps) {
  const { id, isOpen, change } = use(MenuContext);
  return <MenuPopover id={id} isOpen={isOpen} onOpenChange={change} align={align} {...props} />;
}

interface ItemProps {
  /** Applies the item's style and behaviour to the only child, a link. */
  asChild?: boolean;
  variant?: 'default' | 'danger';
  onSelect?: () => void;
  children: ReactNode;
}

export function DropdownMenuItem({ asChild = false, variant = 'default', onSelect, children }: ItemProps) {
  const danger = variant === 'danger' && 'text-danger focus:bg-danger-soft';
  const props = {
    ...{ role: 'menuitem', tabIndex: -1, 'data-slot': 'dropdown-menu-item' },
    onClick({ currentTarget }: { currentTarget: Element }) {
      closeMenuAround(currentTarget);
      onSelect?.();
    },
    onPointerMove: focusHovered,
    className: cn(itemStyle, 'w-full text-start focus:bg-sunken', danger),
  };
  if (asChild) return <Slot {...props}>{children}</Slot>;
  return (
    <button type="button" {...props}>
      {children}
    </button>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-2 py-1.5 text-12 text-ink-faint', className)} {...props} />;
}

export const DropdownMenuSeparator = () => <hr className="-mx-1 my-1 border-t" />;
