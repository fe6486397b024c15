import { noSuch } from './error.ts';

interface Page {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** One page of `objects`, which are sorted newest first, in Stripe's form. */
export function toList<T extends { id: string }>(objects: readonly T[], page: Page, url: string) {
  const { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before, created = {} } = page;
  const size = Math.min(Math.max(limit, 1), MAX_LIMIT);
  const found = objects.filter((object) => isWithin(object as { created?: number; date?: number }, created));
  const from = after === undefined ? 0 : positionOf(found, after, 'starting_after') + 1;
  const to = before === undefined ? found.length : positionOf(found, before, 'ending_before');
  const start = before === undefined ? from : Math.max(from, to - size);
  const data = found.slice(start, Math.min(to, start + size));
  const hasMore = before === undefined ? start + size < to : start > from;
  return { object: 'list' as const, data, has_more: hasMore, url };
}

function positionOf(objects: readonly { id: string }[], id: string, param: string): number {
  const position = objects.findIndex((object) => object.id === id);
  if (position < 0) throw noSuch('object', id, param);
  return position;
}

function isWithin(
  { created, date }: { created?: number; date?: number },
  bounds: NonNullable<Page['created']>,
): boolean {
  const at = created ?? date ?? 0;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = bounds;
  return at > gt && at >= gte && at < lt && at <= lte;
}
