import type { ReactNode } from 'react';
import { cn } from '#components/ui/class-names.ts';

export const sectionStyle = 'grid gap-x-10 gap-y-4 border-t py-6 lg:grid-cols-[15rem_minmax(0,1fr)]';

interface SectionProps {
  /** Anchor of the section. */
  id?: string;
  title: ReactNode;
  children?: ReactNode;
  /** An action for the whole section, at the end of the title. */
  action?: ReactNode;
  /** One sentence. */
  text?: ReactNode;
  className?: string;
}

/** One section of a settings page: on wide screens, title on the left and controls on the right. */
export function Section({ id, title, text, action, children, className }: SectionProps) {
  return (
    <section id={id} className={cn(sectionStyle, className)}>
      <div className="grid min-w-0 content-start gap-1">
        <h2 className="wrap-anywhere font-semibold text-14">{title}</h2>
        {text && <p className="text-13 text-ink-muted">{text}</p>}
      </div>
      <div className="grid min-w-0 content-start gap-4">
        {children}
        {action && <div className="flex flex-wrap gap-2">{action}</div>}
      </div>
    </section>
  );
}
