import { cn } from './class-names.ts';

/** The initials of a name. No images are loaded from other hosts. */
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

/** Scripts without capitals, whose letters fill the circle. */
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Two letters of a name, or the first one in a script of wide letters: "AL", "田". */
export function initialsOf(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1) ?? '';
  const letters = [...first].slice(0, 1);
  if (!WIDE.test(first)) letters.push(...[...last].slice(0, 1));
  return letters.join('').toUpperCase();
}
