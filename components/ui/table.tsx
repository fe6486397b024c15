import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

interface TableProps extends ComponentProps<'table'> {
  /** The content of the table. It is read aloud, and shown when `isCaptionShown`. */
  caption: string;
  isCaptionShown?: boolean;
}

/** A semantic table. On phones, hide secondary columns with `max-md:hidden` and show their content in a second line. */
export function Table({ caption, isCaptionShown = false, className, children, ...props }: TableProps) {
  return (
    <table data-slot="table" className={cn('w-full border-collapse text-14', className)} {...props}>
      <caption className={isCaptionShown ? 'pb-2 text-start text-13 text-ink-muted' : 'sr-only'}>{caption}</caption>
      {children}
    </table>
  );
}

/** Sticks below the page's header. Set `--table-top` when the header has another height. */
export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return (
    <thead
      data-slot="table-head"
      className={cn(
        'sticky top-(--table-top,3rem) z-10 bg-paper shadow-[inset_0_-1px_var(--hairline-strong)]',
        className,
      )}
      {...props}
    />
  );
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody data-slot="table-body" {...props} />;
}

export function TableFoot({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot data-slot="table-foot" className={cn('border-hairline-strong border-t font-medium', className)} {...props} />
  );
}

/** Edge cells have no padding, so the background extends a little beyond them. */
const SELECTED =
  'data-[state=selected]:bg-accent-soft data-[state=selected]:shadow-[-0.5rem_0_var(--accent-soft),0.5rem_0_var(--accent-soft)]';

/** Actions in a row may use `group-hover/row:` and `group-focus-within/row:` to appear. */
export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr data-slot="table-row" className={cn('group/row border-b last:border-b-0', SELECTED, className)} {...props} />
  );
}

interface CellProps {
  /** Aligns figures to the end, with digits of equal width. */
  isNumeric?: boolean;
}

const numeric = 'figures text-end';
const edge = 'px-2 first:ps-0 last:pe-0 md:px-3';

export function TableHeading({ isNumeric, className, scope = 'col', ...props }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      data-slot="table-heading"
      scope={scope}
      className={cn('h-9 text-start font-medium text-12 text-ink-muted', edge, isNumeric && numeric, className)}
      {...props}
    />
  );
}

export function TableCell({ isNumeric, className, ...props }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      data-slot="table-cell"
      className={cn('h-11 py-2 align-middle', edge, isNumeric && numeric, className)}
      {...props}
    />
  );
}
