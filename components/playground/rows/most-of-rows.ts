import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { findUsd, type NanoUsd, nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import type { Draft } from '#lib/playground/document.ts';
import { toRequest } from '#lib/playground/request/to-request.ts';
import { callAddress, fetchEstimate, payerName } from '../state/requests.ts';

/** Returns the highest possible cost of all rows. The sandbox is free. */
export async function mostOfRows(
  draft: Draft,
  page: RenderedFor,
  attachments: ReadonlyMap<string, string>,
): Promise<NanoUsd> {
  let total: NanoUsd = ZERO_USD;
  for (const column of draft.columns.filter(({ payer }) => payer !== 'sandbox')) {
    const url = callAddress('estimate', page, { payer: payerName(column.payer) });
    for (const { id } of draft.rows) {
      const { body } = toRequest(draft, column, { attachments, rowId: id });
      const outcome = await fetchEstimate(url, JSON.stringify(body), new AbortController().signal).catch(() => null);
      if (outcome?.ok) total = nanoUsd(total + (findUsd(outcome.estimate.atMostUsd) ?? ZERO_USD));
    }
  }
  return total;
}
