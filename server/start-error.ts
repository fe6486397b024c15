/** TokenHub cannot start for a reason the operator can do something about. The message says what; no trace is needed. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
