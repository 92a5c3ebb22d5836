import type { StruckFault } from '../nemesis/fault';

export interface Span {
  from: number;
  until: number;
}

/** What a killed worker had in hand is given to another one after the time-out of a workflow task. */
const RECOVERY_MS = 10_000;

/** When something was wrong, as spans that do not touch each other. */
export function impairedSpans(faults: readonly StruckFault[]): Span[] {
  const spans = faults
    .map(({ startedAt, healthyAt }) => ({ from: startedAt, until: healthyAt + RECOVERY_MS }))
    .sort((one, other) => one.from - other.from);
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

/** How much of a span was without any fault, in milliseconds. */
export function soundTimeIn({ from, until }: Span, impaired: readonly Span[]): number {
  const lost = impaired.reduce(
    (sum, span) => sum + Math.max(0, Math.min(until, span.until) - Math.max(from, span.from)),
    0,
  );
  return Math.max(0, until - from) - lost;
}
