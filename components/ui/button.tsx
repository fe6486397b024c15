import { cva, type VariantProps } from 'class-variance-authority';
import { type ComponentProps, cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react';
import { cn } from './class-names.ts';

const buttonStyle = cva(
  'tap-target inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium text-14 transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-hover forced-colors:border',
        secondary: 'border border-hairline-strong bg-raised text-ink hover:bg-sunken',
        ghost: 'text-ink-muted hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
        danger: 'bg-danger text-on-danger hover:bg-danger-hover forced-colors:border',
        link: 'h-auto px-0 text-accent underline-offset-4 hover:underline',
      },
      size: {
        control: 'h-8 px-3 touch:h-9',
        large: 'h-10 px-4',
        icon: 'size-8 touch:size-9',
        inline: 'h-auto p-0',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'control' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  /** Applies the button's style to the only child, such as a link. */
  asChild?: boolean;
}

/** Label: a verb with its object, "Create key". A page has one `primary`. Icon buttons need an `aria-label`. */
export function Button({ className, variant, size, asChild = false, type = 'button', ...props }: ButtonProps) {
  const style = cn(buttonStyle({ variant, size }), className);
  if (asChild) return <Slot data-slot="button" className={style} {...props} />;
  return <button data-slot="button" type={type} className={style} {...props} />;
}

interface SlotProps {
  className?: string;
  children?: ReactNode;
  [prop: string]: unknown;
}

/** Renders its only child with these props and this style. The child's own props take precedence. */
export function Slot({ children, className, ...props }: SlotProps) {
  if (!isValidElement(children)) return children;
  const child = children as ReactElement<Record<string, unknown>>;
  const look = cn(className, child.props.className as string | undefined);
  return cloneElement(child, { ...props, ...child.props, ...(look && { className: look }) });
}
