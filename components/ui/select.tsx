'use client';

import { Check, ChevronsUpDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names.ts';
import { documentNonce } from './document-nonce.ts';
import { floatStyle, itemStyle } from './float.ts';
import { inputStyle } from './input.tsx';

interface SelectProps extends Omit<ComponentProps<typeof Primitive.Root>, 'children' | 'defaultValue'> {
  options: readonly SelectOption[];
  value: string;
  className?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

export interface SelectOption {
  value: string;
  label: ReactNode;
  isDisabled?: boolean;
}

/** A select for a few options. Inside a `<Field>` its label names it; elsewhere it needs an `aria-label`. */
export function Select({ options, className, onValueChange, value, ...props }: SelectProps) {
  const { id, 'aria-label': label, 'aria-describedby': describedBy, 'aria-invalid': isInvalid, ...root } = props;
  return (
    <Primitive.Root value={value} onValueChange={onValueChange} {...root}>
      <Primitive.Trigger
        data-slot="select"
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        className={cn(
          inputStyle,
          'tap-target flex h-8 items-center justify-between gap-2 text-start touch:h-9',
          className,
        )}
      >
        <span className="truncate">
          {/* The primitive would copy the label from the open list, which the server does not render. */}
          <Primitive.Value>{options.find((option) => option.value === value)?.label}</Primitive.Value>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="select-content"
          position="popper"
          sideOffset={4}
          className={cn(floatStyle, 'max-h-80 min-w-(--radix-select-trigger-width)')}
        >
          <Primitive.Viewport nonce={documentNonce()} className="p-1">
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled}
                className={cn(itemStyle, 'pe-8')}
              >
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                <Primitive.ItemIndicator className="absolute end-2">
                  <Check aria-hidden className="size-4 text-accent" />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
