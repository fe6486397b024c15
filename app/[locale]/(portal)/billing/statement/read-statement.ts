import 'server-only';
import { listAllKeys } from '#lib/keys/queries.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { monthsSince, readFilter } from '#lib/statement/filter.ts';
import { findFirstMovement, listMovements } from '#lib/statement/movements.ts';
import { topUpsOfCauses } from '#lib/stripe/origins.ts';

const PAGE = 50;
const ENTRY_ID = /^\d{1,18}$/;

/** Reads one page of the statement and the options of its filters. */
export async function readStatement(accountId: string, query: URLSearchParams, now: Date) {
  const filter = readFilter(query);
  const wanted = query.get('before') ?? '';
  const before = ENTRY_ID.test(wanted) ? BigInt(wanted) : null;
  const [page, firstAt, keys] = await Promise.all([
    listMovements(accountId, filter, { before, limit: PAGE }),
    findFirstMovement(accountId),
    listAllKeys(accountId),
  ]);
  const causes = page.movements.map(({ cause }) => cause);
  return {
    ...page,
    ...{ filter, isFirstPage: before === null },
    topUps: await topUpsOfCauses(accountId, causes),
    keyNames: new Map(keys.map(({ id, name }) => [id, name])),
    choices: {
      months: firstAt ? monthsSince(firstAt, now) : [],
      keys: keys.map(({ id, name, hint }) => ({ value: id, label: `${name} (${hint})` })),
      models: CATALOG.map(({ id, name }) => ({ value: id, label: name })),
    },
  };
}
