'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';
import { useStored } from '#components/ui/use-stored.ts';
import { type PaneName, usePane } from './panes.ts';

const loadPaneDrawer = () => import('./pane-drawer.tsx').then((part) => part.PaneDrawer);

interface SidePaneProps {
  name: PaneName;
  side: 'left' | 'right';
  label: string;
  children: ReactNode;
}

const WIDTHS = { settings: { least: 240, usual: 288, most: 480 }, inspector: { least: 280, usual: 380, most: 800 } };
const STEP = 16;

/** A resizable pane beside the conversation; a drawer on narrow screens. */
export function SidePane({ name, side, label, children }: SidePaneProps) {
  const { isBeside, isOpen, setOpen } = usePane(name);
  const [stored, store] = useStored(`playground-${name}-width`);
  const drawer = { isOpen: isOpen && !isBeside, onOpenChange: setOpen };
  const PaneDrawer = useFetchedDialog(loadPaneDrawer, drawer);
  if (!isBeside) {
    return (
      PaneDrawer && (
        <PaneDrawer {...drawer} side={side} label={label}>
          {children}
        </PaneDrawer>
      )
    );
  }
  if (!isOpen) return null;
  const width = withinBounds(name, Number(stored) || WIDTHS[name].usual);
  const edge = <Edge name={name} side={side} label={label} width={width} onResize={(next) => store(String(next))} />;
  return (
    <>
      {side === 'right' && edge}
      <aside
        aria-label={label}
        style={{ width }}
        className={`shrink-0 overflow-y-auto overflow-x-hidden ${side === 'left' ? 'border-e' : 'border-s'}`}
      >
        {children}
      </aside>
      {side === 'left' && edge}
    </>
  );
}

const withinBounds = (name: PaneName, width: number): number =>
  Math.min(WIDTHS[name].most, Math.max(WIDTHS[name].least, Math.round(width)));

interface EdgeProps extends Omit<SidePaneProps, 'children'> {
  width: number;
  onResize: (width: number) => void;
}

/** The resize handle between two panes, for the pointer and the arrow keys. */
function Edge({ name, side, label, width, onResize }: EdgeProps) {
  const t = useTranslations('playground');
  const drag = useRef<{ fromX: number; fromWidth: number } | null>(null);
  const outwards = side === 'left' ? 1 : -1;
  const resize = (next: number) => onResize(withinBounds(name, next));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, fromWidth: width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) resize(drag.current.fromWidth + outwards * (event.clientX - drag.current.fromX));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    resize(width + direction * outwards * STEP);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a resize handle is not a thematic break
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('resize', { pane: label })}
      aria-valuenow={width}
      aria-valuemin={WIDTHS[name].least}
      aria-valuemax={WIDTHS[name].most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onKeyDown={onKeyDown}
      className={`z-1 w-1.5 shrink-0 cursor-col-resize touch-none transition-colors hover:bg-accent-soft focus-visible:bg-accent ${side === 'left' ? '-ms-1.5' : '-me-1.5'}`}
    />
  );
}
