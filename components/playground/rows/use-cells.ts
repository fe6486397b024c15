'use client';

import { useEffect, useRef, useState } from 'react';
import { ratesOf } from '#lib/models/price-change.ts';
import type { Draft } from '#lib/playground/document.ts';
import { toRequest } from '#lib/playground/request/to-request.ts';
import { type Cell, nextCells, planCells } from '#lib/playground/results/dataset.ts';
import { advanceRun, newRun, type Run, type RunAction } from '#lib/playground/run/run.ts';
import { newLocalId } from '../state/local-id.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { callAddress, payerName } from '../state/requests.ts';
import { streamRun } from '../state/stream-run.ts';

/** Runs every row in every column, a few at a time. */
export function useCells() {
  const { data, drafts, files } = usePlayground();
  const [cells, setCells] = useState<readonly Cell[]>([]);
  const latest = useRef<readonly Cell[]>([]);
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const set = (next: readonly Cell[]) => {
    latest.current = next;
    setCells(next);
  };
  const change = ({ rowId, columnId }: Cell, run: (run: Run | null) => Run | null) =>
    set(
      latest.current.map((cell) =>
        cell.rowId === rowId && cell.columnId === columnId ? { ...cell, run: run(cell.run) } : cell,
      ),
    );

  function begin(cell: Cell, draft: Draft, signal: AbortSignal): void {
    const column = draft.columns.find(({ id }) => id === cell.columnId);
    if (!column) return;
    const { body } = toRequest(draft, column, { attachments: files.urls, rowId: cell.rowId });
    const run = newRun({
      ...{ id: newLocalId(), columnId: column.id, payer: column.payer, startedAt: new Date().toISOString() },
      ...{ sent: body, rates: ratesOf(column.model, new Date()) },
    });
    change(cell, () => run);
    const url = callAddress('run', data.page, { payer: payerName(column.payer) });
    const advance = (action: RunAction) => change(cell, (current) => current && advanceRun(current, action));
    void streamRun({ url, body: JSON.stringify(body), signal, advance }).then(() => goOn(draft, signal));
  }

  function goOn(draft: Draft, signal: AbortSignal): void {
    if (signal.aborted) return;
    for (const cell of nextCells(latest.current)) begin(cell, draft, signal);
  }

  const start = (planned: readonly Cell[]) => {
    controller.current = new AbortController();
    set(planned);
    goOn(drafts.read().draft, controller.current.signal);
  };
  return {
    cells,
    start: () => start(planCells(drafts.read().draft)),
    retry: (cell: Cell) => start(latest.current.map((one) => (one === cell ? { ...one, run: null } : one))),
    stop: () => controller.current?.abort(),
  };
}
