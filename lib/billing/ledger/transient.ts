import pg from 'pg';

/** SQLSTATE classes that pass by themselves: connection, conflict, resources, locks, operator intervention, I/O. */
const PASSING_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
const DRIVER_FAILURE = /connection|connect|terminated|timeout/i;

/** Two transactions met and one gave way (or found the other's row); the same statement again sees what happened. */
const CONFLICTS = new Set(['40001', '40P01', '23505']);
const MAX_CONFLICTS = 5;

/** Took longer than we wait. The work may still happen. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** Whether the database is the trouble, and not what was asked of it. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DeadlineError) return true;
  if (error instanceof pg.DatabaseError) return PASSING_CLASSES.has((error.code ?? '').slice(0, 2));
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.name === 'Error' && DRIVER_FAILURE.test(error.message) : code.startsWith('E');
}

/** Repeats at once what lost against another transaction. For idempotent statements. */
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
