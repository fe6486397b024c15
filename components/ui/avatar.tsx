import { cn } from './class-names.ts';
import { initialsOf } from './initials.ts';

/** The initials of a name. We load no pictures from elsewhere. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      data-slot="avatar"
      className={cn(
        'grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-medium text-12 text-accent forced-colors:border',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
