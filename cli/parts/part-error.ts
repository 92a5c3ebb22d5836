/** A part that is missing or does not start; the message is one sentence (then log lines) that says what to do. */
export class PartError extends Error {
  override readonly name = 'PartError';
}
