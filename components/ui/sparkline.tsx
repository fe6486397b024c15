import { cn } from './class-names.ts';

export interface SparklinePoint {
  /** The bucket's name, such as its day. */
  label: string;
  value: number;
  /** The value in words, as the table twin says it. */
  text: string;
}

interface SparklineProps {
  points: readonly SparklinePoint[];
  /** One sentence: what is shown and what it says. */
  summary: string;
  labels: { bucket: string; value: string };
  className?: string;
}

const WIDTH = 100;
const HEIGHT = 24;
/** The part of a bucket's width that its bar takes. */
const FILL = 0.78;

/** One bar per bucket, empty ones as a line on the ground; the same figures stand in a table for those who listen. */
export function Sparkline({ points, summary, labels, className }: SparklineProps) {
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
      <table className="sr-only">
        <caption>{summary}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.bucket}</th>
            <th scope="col">{labels.value}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ label, text }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
