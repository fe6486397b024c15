import type { Run } from '#lib/playground/run/run.ts';
import type { PlaygroundServices } from '../state/playground-context.tsx';

export interface HistoryEntry {
  id: string;
  at: Date;
  model: string;
  /** Text of the prompt; known only for runs stored in this browser. */
  title: string;
  /** Time of deletion on the server; null for a run that only this browser stores. */
  until: Date | null;
  /** Reads the text to import; null when it was deleted meanwhile. */
  read: () => Promise<string | null>;
}

/** Lists the runs stored on the server and those stored only in this browser, the newest first. */
export async function readHistory({ data, store }: PlaygroundServices): Promise<HistoryEntry[]> {
  const [played, runs] = await Promise.all([
    data.retention === 'none' ? null : data.listPlayed({}).catch(() => null),
    store?.listRuns().catch(() => []) ?? [],
  ]);
  const onServer = new Map((played?.ok ? played.data : []).map((run) => [run.requestId, run]));
  const local = runs.map((run): HistoryEntry => {
    const stored = onServer.get(run.requestId ?? '');
    onServer.delete(run.requestId ?? '');
    const about = { id: run.id, at: new Date(run.startedAt), model: run.sent.model, title: titleOf(run) };
    return { ...about, until: stored?.until ?? null, read: () => readRun(run) };
  });
  const remote = [...onServer.values()].map(({ requestId, createdAt, model, until }): HistoryEntry => {
    return { id: requestId, at: createdAt, model, title: '', until, read: () => readStoredRequest(requestId, data) };
  });
  return [...local, ...remote].sort((a, b) => b.at.getTime() - a.at.getTime());
}

const LONGEST_TITLE = 100;

function titleOf({ sent }: Run): string {
  const asked = sent.messages.findLast(({ role }) => role === 'user')?.content;
  return typeof asked === 'string' ? asked.slice(0, LONGEST_TITLE) : '';
}

async function readRun(run: Run): Promise<string> {
  const { fromRun } = await import('#lib/playground/import/from-run.ts');
  return fromRun(run);
}

/** Reads the content of a logged request as text to import; null when it is not stored. */
export async function readStoredRequest(requestId: string, data: PlaygroundServices['data']): Promise<string | null> {
  const opened = await data.openStored({ requestId });
  if (!opened.ok) return null;
  const { fromStored } = await import('#lib/playground/import/from-stored.ts');
  return fromStored(opened.data);
}
