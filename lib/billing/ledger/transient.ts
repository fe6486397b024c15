import pg from 'pg';

/** Transient SQLSTATE classes: connection, conflict, resources, locks, operator intervention, I/O. */
const PASSING_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
const DRIVER_FAILURE = /connection|connect|terminated|timeout/i;

/** Conflicts of two transactions; a retry of the aborted one sees the other's result. */
const CONFLICTS = new Set(['40001', '40P01', '23505']);
const MAX_CONFLICTS = 5;

/** The work took longer than the caller waits. It may still take effect. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** Whether the database failed, rather than the statement being invalid. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DeadlineError) return true;
  if (error instanceof pg.DatabaseError) return PASSING_CLASSES.has((error.code ?? '').slice(0, 2));
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.name === 'Error' && DRIVER_FAILURE.test(error.message) : code.startsWith('E');
}

/** Retries at once after losing to another transaction. For idempotent statements. */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (attempt >= MAX_CONFLICTS || !code || !CONFLICTS.has(code)) throw error;
    }
  }
}
