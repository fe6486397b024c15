import { cn } from '#components/ui/class-names.ts';
import { barsPath, type Segment } from './shapes.ts';

export interface SparklinePoint {
  /** The name of the bucket, such as its day. */
  label: string;
  value: number;
  /** The value as text for screen readers. */
  text: string;
}

interface SparklineProps {
  points: readonly SparklinePoint[];
  /** One sentence that describes the chart and its finding. */
  summary: string;
  className?: string;
}

/** Heights of an empty bar and of the smallest bar that is not empty, relative to the chart. */
const NOTHING = 1 / 24;
const SOMETHING = 2 / 24;

/** One bar per bucket; an empty bucket is a thin line. Screen readers get a list. Made for table cells. */
export function Sparkline({ points, summary, className }: SparklineProps) {
  const most = Math.max(1, ...points.map(({ value }) => value));
  const heights = points.map(({ value }) => (value === 0 ? NOTHING : Math.max(SOMETHING, value / most)));
  const pathOf = (isEmpty: boolean) =>
    barsPath(
      points.map(({ value }, index): Segment | null =>
        (value === 0) === isEmpty ? { top: 1 - (heights[index] ?? 0), bottom: 1 } : null,
      ),
    );
  return (
    <figure data-slot="sparkline" className={cn('m-0 h-6 w-24', className)}>
      <svg aria-hidden="true" viewBox="0 0 1 1" preserveAspectRatio="none" className="size-full">
        <path d={pathOf(true)} className="fill-hairline-strong forced-colors:fill-[GrayText]" />
        <path d={pathOf(false)} className="fill-accent forced-colors:fill-[CanvasText]" />
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
