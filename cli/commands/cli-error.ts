/** An error that the operator can fix; the message is one sentence that says how. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
