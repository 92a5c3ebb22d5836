/** A part that cannot be had or started; its message is one sentence (then log lines) that says what to do. */
export class PartError extends Error {
  override readonly name = 'PartError';
}
