/** Something that whoever typed the command can put right; its message is one sentence that says how. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
