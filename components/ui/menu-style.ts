/** What floats above the page looks the same everywhere: menus, popovers, lists of options. */
export const floatStyle =
  'z-50 overflow-hidden rounded-panel border bg-raised text-ink shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-rise';

export const itemStyle =
  'relative flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 text-14 outline-none data-[disabled]:pointer-events-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50 touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0';
