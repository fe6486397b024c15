import { cn } from './class-names.ts';

export interface SparklinePoint {
  /** The bucket's name, such as its day. */
  label: string;
  value: number;
  /** The value in words, as the list says it. */
  text: string;
}

interface SparklineProps {
  points: readonly SparklinePoint[];
  /** One sentence: what is shown and what it says. */
  summary: string;
  className?: string;
}

const WIDTH = 100;
const HEIGHT = 24;
/** The part of a bucket's width that its bar takes. */
const FILL = 0.78;

/** One bar per bucket, empty ones as a line on the ground; a list says the same to those who listen: it stands in tables. */
export function Sparkline({ points, summary, className }: SparklineProps) {
  const most = Math.max(1, ...points.map(({ value }) => value));
  const step = WIDTH / Math.max(1, points.length);
  return (
    <figure data-slot="sparkline" className={cn('m-0 h-6 w-24', className)}>
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="size-full">
        {points.map(({ label, value }, index) => {
          const height = value === 0 ? 1 : Math.max(2, (value / most) * HEIGHT);
          return (
            <rect
              key={label}
              x={index * step}
              y={HEIGHT - height}
              width={step * FILL}
              height={height}
              className={value === 0 ? 'fill-hairline-strong' : 'fill-accent'}
            />
          );
        })}
      </svg>
      <figcaption className="sr-only">{summary}</figcaption>
      <ul className="sr-only">
        {points.map(({ label, text }) => (
          <li key={label}>
            {label}: {text}
          </li>
        ))}
      </ul>
    </figure>
  );
}
