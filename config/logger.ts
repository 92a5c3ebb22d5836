import pino, { type Logger } from 'pino';

export type { Logger };

/** JSON lines on standard output, with codes and ids only: nothing personal may be logged. */
export function createLogger({ name, level }: { name: string; level: string }): Logger {
  return pino({
    name,
    level,
    base: { part: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
