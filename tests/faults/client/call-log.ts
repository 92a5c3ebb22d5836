import type { ActName } from './act-names';
import type { Request } from './send-once';

/** One attempt at a call. */
export interface Attempt {
  startedAt: number;
  endedAt: number;
  /** Null: the connection broke, or nothing came in time. */
  status: number | null;
  /** Of a filing that was answered 201. */
  trackingCode?: string;
  /** Why an act was refused. */
  refusal?: string;
}

/** What the client knows in the end: it counts, it does not, or nobody ever said. */
export type Verdict = 'counts' | 'refused' | 'unknown';

export interface LoggedCall {
  /** Unique in a run; its Idempotency-Key as well. */
  key: string;
  caseName: string;
  act: 'file' | ActName;
  credentialId: string;
  /** Unique words that came with it; null for acts without words. */
  words: string | null;
  /** Of a merge: the case that it is to end in. */
  into?: string;
  /** What the script knows of the rules. */
  expects: 'counts' | 'refused' | 'either';
  attempts: Attempt[];
  verdict: Verdict;
  /** What the case's page showed right after a refusal. */
  shown?: { status: string; sequence: number };
}

export interface CallLog {
  calls: LoggedCall[];
  begin(call: Omit<LoggedCall, 'attempts' | 'verdict'>, request: Request): LoggedCall;
  /** What was sent, so that the very same can be sent again. */
  requestOf(call: LoggedCall): Request;
  /** A script that ended before its last step, and why. */
  abandoned: { caseName: string; why: string }[];
}

/** What the client was told, which the checker compares with everything else. */
export function createCallLog(): CallLog {
  const calls: LoggedCall[] = [];
  const requests = new Map<LoggedCall, Request>();
  return {
    calls,
    abandoned: [],
    begin(call, request) {
      const logged: LoggedCall = { ...call, attempts: [], verdict: 'unknown' };
      calls.push(logged);
      requests.set(logged, request);
      return logged;
    },
    requestOf(call) {
      const request = requests.get(call);
      if (!request) throw new RangeError(`${call.key} was not begun here`);
      return request;
    },
  };
}

/** The first and the last instant at which somebody may have worked on it. */
export function spanOf({ attempts }: Pick<LoggedCall, 'attempts'>): { from: number; until: number } {
  return { from: attempts[0]?.startedAt ?? Infinity, until: attempts.at(-1)?.endedAt ?? -Infinity };
}
