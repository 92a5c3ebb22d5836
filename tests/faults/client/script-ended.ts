/** A script cannot go on; what was asked so far stands in the log for the checker. */
export class ScriptEnded extends Error {
  override readonly name = 'ScriptEnded';
}
