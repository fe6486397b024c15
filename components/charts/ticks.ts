/** An axis with fewer names looks empty. */
const LEAST = 3;

/**
 * Chooses the rows to name on an axis with room for `most` names: the roundest, such as midnights among hours, or
 * evenly
 * spaced rows when too few are round.
 * @param ranks how round the start of each row is
 */
export function chooseTicks(ranks: readonly number[], most: number): number[] {
  if (ranks.length <= most) return ranks.map((_, index) => index);
  for (const rank of [...new Set(ranks)].sort((one, other) => one - other)) {
    const round = ranks.flatMap((own, index) => (own >= rank ? [index] : []));
    if (round.length > 2 * most) continue;
    const found = thinOut(ranks, round);
    if (found.length < LEAST) break;
    if (found.length <= most) return found;
  }
  return spread(ranks.length, most);
}

/** Omits a row beside a rounder one: on an axis with the first of a month, a Monday on the second is not named. */
function thinOut(ranks: readonly number[], indexes: readonly number[]): number[] {
  const rankOf = (index: number) => ranks[index] ?? 0;
  const gaps = indexes.slice(1).map((index, place) => index - (indexes[place] ?? 0));
  const usual = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 1;
  const isBesideRounder = (index: number) =>
    indexes.some((near) => Math.abs(near - index) < usual / 2 && rankOf(near) > rankOf(index));
  return indexes.filter((index) => !isBesideRounder(index));
}

/** Evenly spaced indexes that include the last. */
function spread(count: number, most: number): number[] {
  const stride = Math.ceil(count / most);
  const first = (count - 1) % stride;
  return Array.from({ length: Math.ceil(count / stride) }, (_, index) => first + index * stride).filter(
    (index) => index < count,
  );
}

/** Moves overlapping labels apart as little as possible. @param gap height of a label relative to the drawing */
export function spreadLabels(heights: readonly number[], gap: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((one, other) => one.height - other.height);
  const placed = new Array<number>(heights.length).fill(0);
  let floor = 0;
  for (const { height, index } of order) {
    placed[index] = Math.max(height, floor);
    floor = (placed[index] ?? 0) + gap;
  }
  // Labels below the lower edge move up again, and push up the labels above them.
  let ceiling = 1;
  for (const { index } of order.reverse()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - gap;
  }
  return placed;
}
