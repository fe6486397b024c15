'use client';

import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { floatStyle, itemStyle, placeBeside } from './float.ts';

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

/** A button that opens a list of which one is chosen. The browser's own popover opens it, closes it and returns the focus. */
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
  const trigger = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onBeforeToggle = ({ newState }: ToggleEvent) => newState === 'open' && setOpen(true);
  const onToggle = ({ newState }: ToggleEvent) => {
    // Not before: the browser returns the focus from an item that is still there.
    if (newState === 'closed') return setOpen(false);
    if (!trigger.current || !menu.current) return;
    placeBeside(menu.current, trigger.current, { side: 'bottom', align: 'end' });
    (itemsOf(menu.current).find((item) => item.ariaChecked === 'true') ?? itemsOf(menu.current)[0])?.focus();
  };
  const onTriggerKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    menu.current?.showPopover({ source: trigger.current ?? undefined });
  };
  return (
    <>
      <Button
        ref={trigger}
        name={buttonName}
        variant="ghost"
        size={size}
        popoverTarget={id}
        onKeyDown={onTriggerKey}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
      >
        {children}
      </Button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={moveFocus}
        className={`${floatStyle} fixed inset-auto m-0 min-w-44 p-1 open:animate-rise`}
      >
        {(isOpen ? choices : []).map(({ id: choice, name, lang }) => (
          <button
            key={choice}
            type="button"
            role="menuitemradio"
            aria-checked={choice === chosen}
            tabIndex={-1}
            lang={lang}
            onClick={() => {
              menu.current?.hidePopover();
              onChoose(choice);
            }}
            onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
            className={`${itemStyle} w-full pe-8 text-start focus:bg-sunken`}
          >
            {name}
            {choice === chosen && <Check aria-hidden className="absolute end-2 text-accent" />}
          </button>
        ))}
      </div>
    </>
  );
}

const itemsOf = (menu: Element) => [...menu.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
const indexOfFocus = (items: readonly HTMLElement[]) => items.findIndex((item) => item.matches(':focus'));

/** Arrows go round, Home and End to either end, a letter to the next name that begins with it; Tab leaves. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
  const items = itemsOf(event.currentTarget);
  const next = nextItem(event.key, items, indexOfFocus(items));
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nextItem(key: string, items: readonly HTMLElement[], here: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(here + 1) % items.length];
  if (key === 'ArrowUp') return items.at(here <= 0 ? -1 : here - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const afterHere = [...items.slice(here + 1), ...items.slice(0, here + 1)];
  return afterHere.find((item) => item.textContent.toLowerCase().startsWith(key.toLowerCase()));
}
