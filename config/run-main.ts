import { EnvironmentError } from './environment';

/**
 * Runs a process's main. What stops it goes to standard error: for faulty settings the message alone, which says what
 * to do; for anything else the stack, which says where.
 */
export function runMain(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const told = error instanceof EnvironmentError ? error.message : (error as Error).stack;
    process.stderr.write(`${told ?? String(error)}\n`);
    process.exit(1);
  });
}
