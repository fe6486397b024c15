/** Common style of menus, popovers and lists of options. */
export const floatStyle =
  'z-50 overflow-hidden rounded-panel border bg-raised text-ink shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-rise';

export const itemStyle =
  'relative flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 text-14 outline-none data-[disabled]:pointer-events-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50 touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0';

type Side = 'top' | 'right' | 'bottom' | 'left';

interface Placement {
  side: Side;
  /** The edges that align when it is above or below. */
  align?: 'start' | 'center' | 'end';
  gap?: number;
}

/** Minimum distance to the edge of the window. */
const MARGIN = 8;
const OPPOSITE = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/** Places an open popover beside its anchor: on the preferred side, or on the opposite one when there is no room. */
export function placeBeside(
  floating: HTMLElement,
  anchor: Element,
  { side, align = 'center', gap = 4 }: Placement,
): void {
  const at = anchor.getBoundingClientRect();
  const size = { width: floating.offsetWidth, height: floating.offsetHeight };
  const room = { top: at.top, left: at.left, bottom: innerHeight - at.bottom, right: innerWidth - at.right };
  const needed = (isUpright(side) ? size.height : size.width) + gap + MARGIN;
  const chosen = room[side] < needed && room[OPPOSITE[side]] > room[side] ? OPPOSITE[side] : side;
  const spare = at.width - size.width;
  const alongX = at.left + { start: 0, center: spare / 2, end: spare }[align];
  const alongY = at.top + (at.height - size.height) / 2;
  const x = { top: alongX, bottom: alongX, left: at.left - gap - size.width, right: at.right + gap }[chosen];
  const y = { top: at.top - gap - size.height, bottom: at.bottom + gap, left: alongY, right: alongY }[chosen];
  floating.style.left = `${clamp(x, innerWidth - size.width)}px`;
  floating.style.top = `${clamp(y, innerHeight - size.height)}px`;
}

const isUpright = (side: Side) => side === 'top' || side === 'bottom';
const clamp = (value: number, most: number) => Math.max(MARGIN, Math.min(value, most - MARGIN));
