import type { NanoUsd } from '#lib/billing/money.ts';
import type { Run, RunState } from '../run/run.ts';

/** One row of the comparison table. Unknown figures are null. */
export interface ComparisonRow {
  columnId: string;
  runId: string;
  model: string;
  state: RunState;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  firstTokenMs: number | null;
  durationMs: number | null;
  tokensPerSecond: number | null;
  cost: NanoUsd | null;
  /** The cost is an estimate that still grows. */
  isEstimated: boolean;
}

export function toComparisonRow(run: Run): ComparisonRow {
  const { usage } = run;
  return {
    ...{ columnId: run.columnId, runId: run.id, model: run.sent.model, state: run.state },
    inputTokens: usage?.inputTokens ?? null,
    cachedTokens: usage?.cachedTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    reasoningTokens: usage?.reasoningTokens ?? null,
    firstTokenMs: run.firstTokenMs,
    durationMs: run.durationMs,
    tokensPerSecond: tokensPerSecond(run),
    cost: run.cost ?? run.estimate,
    isEstimated: run.cost === null && run.estimate !== null,
  };
}

/** Output speed after the first token; null for an answer too short to measure. */
export function tokensPerSecond({ usage, firstTokenMs, lastTokenMs }: Run): number | null {
  if (!usage || firstTokenMs === null || lastTokenMs === null) return null;
  const seconds = (lastTokenMs - firstTokenMs) / 1_000;
  return seconds > 0 && usage.outputTokens > 1 ? (usage.outputTokens - 1) / seconds : null;
}

type Figure = 'firstTokenMs' | 'durationMs' | 'tokensPerSecond' | 'cost';

const BETTER: Record<Figure, 'less' | 'more'> = {
  firstTokenMs: 'less',
  durationMs: 'less',
  tokensPerSecond: 'more',
  cost: 'less',
};

/** The best column of each figure. There is none with fewer than two finished answers, or in a tie. */
export function bestColumns(rows: readonly ComparisonRow[]): Partial<Record<Figure, string>> {
  const answered = rows.filter(({ state }) => ANSWERED.includes(state));
  const figures = Object.keys(BETTER) as Figure[];
  const best = figures.flatMap((figure) => {
    const [first, second] = answered.filter((row) => row[figure] !== null).sort((a, b) => compare(figure, a, b));
    return first && second && compare(figure, first, second) !== 0 ? [[figure, first.columnId]] : [];
  });
  return Object.fromEntries(best);
}

const ANSWERED: readonly RunState[] = ['done', 'length', 'needs_tools'];

function compare(figure: Figure, a: ComparisonRow, b: ComparisonRow): number {
  const difference = Number(a[figure] ?? 0) - Number(b[figure] ?? 0);
  return BETTER[figure] === 'less' ? difference : -difference;
}
