'use client';

import { Check } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { itemStyle } from './float.ts';
import { closeMenuAround, focusHovered, MenuPopover, toMenuButton } from './menu-popover.tsx';

interface Choice<Id extends string> {
  id: Id;
  name: ReactNode;
  lang?: string;
}

interface ChoiceMenuProps<Id extends string> extends Pick<ButtonProps, 'name' | 'size' | 'children'> {
  label: string;
  choices: readonly Choice<Id>[];
  chosen: string | undefined;
  onChoose: (id: Id) => void;
}

/** A button with a menu of which one item is selected. */
export function ChoiceMenu<Id extends string>({
  label,
  choices,
  chosen,
  onChoose,
  name: buttonName,
  size,
  children,
}: ChoiceMenuProps<Id>) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button name={buttonName} variant="ghost" size={size} aria-label={label} {...toMenuButton(id, isOpen)}>
        {children}
      </Button>
      <MenuPopover id={id} isOpen={isOpen} onOpenChange={setOpen}>
        {choices.map(({ id: choice, name, lang }) => (
          <button
            key={choice}
            type="button"
            role="menuitemradio"
            aria-checked={choice === chosen}
            tabIndex={-1}
            lang={lang}
            onClick={({ currentTarget }) => {
              closeMenuAround(currentTarget);
              onChoose(choice);
            }}
            onPointerMove={focusHovered}
            className={`${itemStyle} w-full pe-8 text-start focus:bg-sunken`}
          >
            {name}
            {choice === chosen && <Check aria-hidden className="absolute end-2 text-accent" />}
          </button>
        ))}
      </MenuPopover>
    </>
  );
}
