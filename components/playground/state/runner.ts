import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { ratesOf } from '#lib/models/price-change.ts';
import type { Column, Draft, Message } from '#lib/playground/document.ts';
import type { RequestProblem } from '#lib/playground/request/problem.ts';
import { toRequest } from '#lib/playground/request/to-request.ts';
import { toMessage } from '#lib/playground/run/answer.ts';
import { newRun, type Run, type RunAction } from '#lib/playground/run/run.ts';
import type { DraftStore } from './draft-store.ts';
import { newLocalId } from './local-id.ts';
import { callAddress, fetchReceipt, payerName } from './requests.ts';
import type { RunStore } from './run-store.ts';

export interface Runner {
  /** Data URLs of attachments, by attachment id. */
  attachments: ReadonlyMap<string, string>;
  /** Sends the request of a column and adds the answer to it. Returns the problems when it cannot be sent. */
  run(columnId: string, options?: RunOptions): RequestProblem[];
  stop(columnId: string): void;
}

interface RunOptions {
  /** An answer to regenerate: the messages before it are sent, and the old answer stays as another version. */
  replaces?: string;
}

interface RunnerParts {
  page: RenderedFor;
  drafts: DraftStore;
  runs: RunStore;
  attachments: ReadonlyMap<string, string>;
  onEnd(run: Run): void;
}

export function createRunner({ page, drafts, runs, attachments, onEnd }: RunnerParts): Runner {
  const running = new Map<string, AbortController>();

  async function follow(run: Run, replaces: string | undefined): Promise<void> {
    const controller = new AbortController();
    running.set(run.columnId, controller);
    const stream = {
      url: callAddress('run', page, { payer: payerName(run.payer) }),
      body: JSON.stringify(run.sent),
      signal: controller.signal,
      advance: (action: RunAction) => runs.advance(run.id, action),
    };
    await import('./stream-run.ts').then(
      ({ streamRun }) => streamRun(stream),
      () => stream.advance({ type: 'lose', atMs: 0 }),
    );
    if (running.get(run.columnId) === controller) running.delete(run.columnId);
    const ended = runs.find(run.id);
    if (!ended) return;
    keepAnswer(drafts, ended, replaces);
    onEnd(ended);
    await completeReceipt(ended);
  }

  /** An aborted stream has no receipt event, so the receipt is fetched. */
  async function completeReceipt({ id, requestId, payer, receipt }: Run): Promise<void> {
    if (receipt || requestId === null || payer === 'sandbox') return;
    const found = await fetchReceipt(page, requestId);
    if (!found) return;
    runs.advance(id, { type: 'receipt', receipt: found });
    const completed = runs.find(id);
    if (completed) onEnd(completed);
  }

  return {
    attachments,
    run: (columnId, { replaces } = {}) => {
      const { draft } = drafts.read();
      const column = draft.columns.find(({ id }) => id === columnId);
      if (!column || running.has(columnId)) return [];
      const { body, problems } = toRequest(draft, upTo(column, replaces), { attachments });
      if (problems.length > 0) return problems;
      const run = newRun({
        ...{ id: newLocalId(), columnId, payer: column.payer, startedAt: new Date().toISOString(), sent: body },
        rates: ratesOf(column.model, new Date()),
      });
      runs.add(run);
      void follow(run, replaces);
      return [];
    },
    stop: (columnId) => running.get(columnId)?.abort(),
  };
}

export const upTo = (column: Column, messageId: string | undefined): Column => {
  const end = column.messages.findIndex(({ id }) => id === messageId);
  return end === -1 ? column : { ...column, messages: column.messages.slice(0, end) };
};

/** Adds the answer as a message, however the run ended. */
function keepAnswer(drafts: DraftStore, { id: runId, columnId, answer }: Run, replaces: string | undefined): void {
  const message = toMessage(answer, { id: newLocalId(), runId });
  const column = findColumn(drafts.read().draft, columnId);
  if (!message || !column) return;
  if (replaces !== undefined && column.messages.some(({ id }) => id === replaces)) {
    drafts.edit({ type: 'addVersion', columnId, messageId: replaces, messages: [message] });
  } else {
    drafts.edit({ type: 'addMessages', columnId, messages: [message] });
  }
}

const findColumn = ({ columns }: Draft, columnId: string) => columns.find(({ id }) => id === columnId);

export const textOf = ({ parts }: Message): string =>
  parts.flatMap((part) => ('text' in part ? part.text : [])).join('\n\n');
