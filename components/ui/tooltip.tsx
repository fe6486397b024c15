'use client';

import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cn } from './class-names.ts';
import { placeBeside } from './float.ts';

interface TooltipProps {
  /** Empty content shows no tooltip. */
  content: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** For an element without an action of its own: a press shows the tooltip too, which touch screens need. */
  isShownByPress?: boolean;
  /** A focusable element. */
  children: ReactNode;
}

const SHOW_AFTER_MS = 300;
/** Long enough for the pointer to reach the tooltip. */
const HIDE_AFTER_MS = 120;

/** Extra information only. Shown on hover and keyboard focus; closed by Escape and by a press elsewhere. */
export function Tooltip({ content, side = 'top', isShownByPress = false, children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isShown, setShown] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  // Deferred, because during a focus change a dialog would remember a disappearing element as its opener.
  const turn = (isOn: boolean, afterMs = 0) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(isOn), afterMs);
  };
  const show = (hint: HTMLSpanElement | null) => {
    const subject = anchor.current?.firstElementChild;
    if (!hint || !subject) return;
    // A tooltip that repeats the name is not announced twice.
    if (hint.textContent !== (subject.ariaLabel ?? subject.textContent)) subject.setAttribute('aria-describedby', id);
    if (!hint.matches(':popover-open')) hint.showPopover();
    placeBeside(hint, subject, { side, gap: 6 });
    const hideElsewhere = ({ target }: Event) =>
      target instanceof Node && !anchor.current?.contains(target) && turn(false);
    document.addEventListener('pointerdown', hideElsewhere);
    return () => {
      document.removeEventListener('pointerdown', hideElsewhere);
      subject.removeAttribute('aria-describedby');
    };
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only observes the control inside
    <span
      ref={anchor}
      className="contents"
      onPointerEnter={({ pointerType }: PointerEvent) => pointerType !== 'touch' && turn(true, SHOW_AFTER_MS)}
      onPointerLeave={() => turn(false, HIDE_AFTER_MS)}
      onFocus={({ target }) => target.matches(':focus-visible') && turn(true)}
      onClick={() => isShownByPress && turn(true)}
      onBlur={() => turn(false)}
      onKeyDown={({ key }) => key === 'Escape' && turn(false)}
    >
      {children}
      {isShown && content && (
        <span
          ref={show}
          id={id}
          role="tooltip"
          popover="manual"
          data-slot="tooltip"
          className="figures fixed inset-auto m-0 max-w-72 animate-appear rounded-control bg-ink px-2 py-1 text-12 text-paper forced-colors:border"
        >
          {content}
        </span>
      )}
    </span>
  );
}

interface ExactProps {
  /** The visible short form. */
  children: ReactNode;
  /** The full form, shown on hover, focus and press. */
  exact: ReactNode;
  className?: string;
}

/** A short form with the full form in a tooltip. Its touch target extends beyond its line. */
export function Exact({ children, exact, className }: ExactProps) {
  return (
    <Tooltip content={exact} isShownByPress>
      <button
        type="button"
        data-slot="exact"
        className={cn(
          'figures cursor-default! rounded-tick text-start touch:relative touch:after:absolute touch:after:inset-x-0 touch:after:-inset-y-1',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
