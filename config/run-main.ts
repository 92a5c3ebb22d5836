import { EnvironmentError } from './environment';

/** A class of errors whose message says what to do. */
type PlainError = abstract new (...args: never[]) => Error;

/**
 * Runs a process's main. An error that stops it goes to standard error: only its message if that says what to do,
 * as with wrong settings; otherwise its stack.
 * @param plain further errors that need no stack
 */
export function runMain(
  main: (fail: (error: unknown) => void) => Promise<void>,
  plain: PlainError[] = [],
): void {
  const isPlain = (error: unknown) => [EnvironmentError, ...plain].some((kind) => error instanceof kind);
  const fail = (error: unknown) => {
    const message = isPlain(error) ? (error as Error).message : (error as Error).stack;
    process.stderr.write(`${message ?? String(error)}\n`);
    process.exit(1);
  };
  main(fail).catch(fail);
}
