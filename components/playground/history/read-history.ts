import type { Run } from '#lib/playground/run/run.ts';
import type { Bench } from '../state/playground-context.tsx';

/** A run that can be opened again. */
export interface HistoryEntry {
  id: string;
  at: Date;
  model: string;
  /** What was asked, where this browser knows it. */
  title: string;
  /** When the server deletes it; null when it is in this browser alone. */
  until: Date | null;
  /** Text to import; null when it is gone meanwhile. */
  read: () => Promise<string | null>;
}

/** Runs on the server, where the account stores content, and those of this browser that are not among them; the last first. */
export async function readHistory({ data, store }: Bench): Promise<HistoryEntry[]> {
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

/** The content of a request of the log, as text to import; null where it is not stored. */
export async function readStoredRequest(requestId: string, data: Bench['data']): Promise<string | null> {
  const opened = await data.openStored({ requestId });
  if (!opened.ok) return null;
  const { fromStored } = await import('#lib/playground/import/from-stored.ts');
  return fromStored(opened.data);
}
