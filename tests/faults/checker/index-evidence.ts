import { markOf } from '../client/file-case';
import { spanOf, type Attempt, type LoggedCall } from '../client/call-log';
import type { ComplaintRow, EventRow, Evidence } from '../evidence/evidence';
import { groupBy } from './group-by';
import { requestIdOf } from './request-id-of';

/** The evidence, indexed by what the rules look up. */
export interface Index {
  /** More than one row for a case is a violation, and no rule may hide it. */
  rowsOf(caseName: string): ComplaintRow[];
  caseNameOf(complaintId: string): string;
  eventsOf(complaintId: string): EventRow[];
  /** Events that a call caused, by the request's identity. */
  eventsBy(call: LoggedCall): EventRow[];
  /** Attempts whose answer no older copy has undone; nothing is promised for the others. */
  standingAttempts(call: LoggedCall): Attempt[];
  /** The last answer was undone: nobody knows any more whether it counts. */
  isUndone(call: LoggedCall): boolean;
  /** From when on a case could be looked at: since its filing, or since an older copy was put back. */
  knownSince(complaintId: string, seenAt: number): number;
  /** Something about this case was undone: it may not even exist. */
  wasTouched(caseName: string): boolean;
  /** An older copy has undone its filing, or that of a complaint merged into it, and nobody filed it again. */
  isLost(caseName: string): boolean;
}

export function indexEvidence(evidence: Evidence): Index {
  const { complaints, events, calls, undone } = evidence;
  const names = new Map(complaints.map(({ id, description }) => [id, nameIn(description)]));
  const rows = groupBy(complaints, ({ description }) => nameIn(description));
  const byComplaint = groupBy(events, ({ complaintId }) => complaintId);
  const byRequest = groupBy(events, ({ requestId }) => requestId);
  const stands = (attempt: Attempt | undefined) =>
    !undone.some(({ from, until }) => attempt && attempt.endedAt > from && attempt.endedAt < until);
  const touched = new Set(calls.filter(overlapsAny(undone)).map(({ caseName }) => caseName));
  for (const { caseName, into } of calls) {
    // What became of one of two merged cases shows on the other.
    if (into && (touched.has(caseName) || touched.has(into))) touched.add(caseName).add(into);
  }
  const lost = new Set([...touched].filter((caseName) => !rows.has(caseName)));
  for (const { caseName, into } of calls) if (into && lost.has(caseName)) lost.add(into);
  return {
    rowsOf: (caseName) => rows.get(caseName) ?? [],
    caseNameOf: (complaintId) => names.get(complaintId) ?? complaintId,
    eventsOf: (complaintId) => byComplaint.get(complaintId) ?? [],
    eventsBy: (call) =>
      (rows.get(call.caseName) ?? []).flatMap(({ id }) => byRequest.get(requestIdOf(call, id)) ?? []),
    standingAttempts: (call) => call.attempts.filter(stands),
    isUndone: ({ attempts }) => !stands(attempts.at(-1)),
    knownSince: (complaintId, seenAt) =>
      Math.max(
        byComplaint.get(complaintId)?.[0]?.recordedAt ?? 0,
        ...undone.map(({ until }) => until).filter((until) => until <= seenAt),
      ),
    wasTouched: (caseName) => touched.has(caseName),
    isLost: (caseName) => lost.has(caseName),
  };
}

function nameIn(description: string): string {
  const name = /\[([^\]]+)\]/.exec(description)?.[1] ?? description;
  return description.includes(markOf(name)) ? name : description;
}

function overlapsAny(windows: readonly { from: number; until: number }[]) {
  return (call: LoggedCall) => {
    const { from, until } = spanOf(call);
    return windows.some((window) => until > window.from && from < window.until);
  };
}
