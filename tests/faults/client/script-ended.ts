/** Thrown when a script cannot go on; what it has asked so far is in the log for the checker. */
export class ScriptEnded extends Error {
  override readonly name = 'ScriptEnded';
}
