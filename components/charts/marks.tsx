import { patternId, type Tone, toneStyle } from './tone.ts';

/** Patterns tell series apart when forced colours remove the fills. */
const PATTERNS = [
  <rect key="solid" width="8" height="8" fill="CanvasText" />,
  <path key="rising" d="M-2 2 2-2M0 8 8 0M6 10l4-4" stroke="CanvasText" strokeWidth="1.5" />,
  <path key="level" d="M0 2h8M0 6h8" stroke="CanvasText" strokeWidth="1.5" />,
  <path key="dots" d="M2 2h0M6 6h0" stroke="CanvasText" strokeWidth="3" strokeLinecap="round" />,
  <path key="upright" d="M2 0v8M6 0v8" stroke="CanvasText" strokeWidth="1.5" />,
  <path key="crossed" d="M0 0l8 8M8 0 0 8" stroke="CanvasText" />,
  <path key="falling" d="M-2 6l4 4M0 0l8 8M6-2l4 4" stroke="CanvasText" strokeWidth="3" />,
  <path key="sparse" d="M4 4h0" stroke="CanvasText" strokeWidth="2" strokeLinecap="round" />,
] as const;

/** SVG definitions of all fills. Sizes are in pixels, independent of the chart's width. */
export function Patterns({ prefix }: { prefix: string }) {
  return (
    <>
      {PATTERNS.map((drawing, index) => (
        <pattern key={drawing.key} id={patternId(prefix, index)} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill="Canvas" />
          {drawing}
        </pattern>
      ))}
      <pattern id={hatchId(prefix)} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect
          width="3"
          height="6"
          className="fill-paper opacity-65 forced-colors:fill-[Canvas] forced-colors:opacity-100"
        />
      </pattern>
      <pattern id={shadeId(prefix)} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="6" className="fill-hairline-strong forced-colors:fill-[CanvasText]" />
      </pattern>
    </>
  );
}

/** Stripes in the background colour, drawn over a bar. */
export const hatchId = (prefix: string): string => `${prefix}-hatch`;
/** Stripes drawn on the background, behind lines. */
export const shadeId = (prefix: string): string => `${prefix}-shade`;

export const FILL = 'fill-(--tone) forced-colors:fill-(--pattern)';
export const LINE =
  'fill-none stroke-(--tone) forced-colors:stroke-[CanvasText] forced-colors:[stroke-dasharray:var(--dash)]';
export const REFERENCE_LINE = 'fill-none stroke-ink-faint [stroke-dasharray:4_3] forced-colors:stroke-[CanvasText]';

interface SwatchProps {
  tone: Tone;
  /** Index of the series in its chart. */
  index: number;
  patterns: string;
  shape: 'fill' | 'line' | 'reference';
}

/** A sample of a series' colour or line, shown beside its name. */
export function Swatch({ tone, index, patterns, shape }: SwatchProps) {
  return (
    <svg aria-hidden="true" width="12" height="12" className="shrink-0" style={toneStyle(tone, index, patterns)}>
      {shape === 'fill' ? (
        <rect x="1" y="1" width="10" height="10" rx="2" className={FILL} />
      ) : (
        <path d="M0 6h12" strokeWidth="2" className={shape === 'line' ? LINE : REFERENCE_LINE} />
      )}
    </svg>
  );
}
