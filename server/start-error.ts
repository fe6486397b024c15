/** TokenHub cannot start, for a reason that the operator can fix. The message explains it, so no trace is printed. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
