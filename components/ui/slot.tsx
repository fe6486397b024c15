import { cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react';
import { cn } from './class-names.ts';

interface SlotProps {
  className?: string;
  children?: ReactNode;
  [prop: string]: unknown;
}

/** Renders its one child with these props and this look added; where both say something, the child has its way. */
export function Slot({ children, className, ...props }: SlotProps) {
  if (!isValidElement(children)) return children;
  const child = children as ReactElement<Record<string, unknown>>;
  const look = cn(className, child.props.className as string | undefined);
  return cloneElement(child, { ...props, ...child.props, ...(look && { className: look }) });
}
