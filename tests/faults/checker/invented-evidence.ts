import { uuidv7 } from 'uuidv7';
import type { ActName } from '../client/act-names';
import type { Attempt, LoggedCall } from '../client/call-log';
import { markOf } from '../client/file-case';
import type { ComplaintRow, EventRow, Evidence } from '../evidence/evidence';
import { eventTypesOf } from './event-types-of';
import { requestIdOf } from './request-id-of';

const NOW = Date.UTC(2026, 10, 30, 12);
const OFFICER = 'key:officer';

/** A quiet, faultless run with one case, to plant violations in. */
export class InventedEvidence {
  readonly evidence: Evidence = {
    calls: [],
    faults: [{ name: 'kill worker', hit: true, startedAt: NOW - 600_000, healthyAt: NOW - 590_000 }],
    deaths: [],
    undone: [],
    complaints: [],
    events: [],
    inputs: [],
    notifications: [],
    mails: [],
    executions: [],
    collectedAt: NOW,
  };

  readonly now = NOW;

  /** A case that was filed and assigned, and whose filing was disturbed once. */
  withCase(caseName: string, changes: Partial<ComplaintRow> = {}): ComplaintRow {
    const receivedAt = NOW - 300_000;
    const row: ComplaintRow = {
      id: uuidv7(),
      trackingCode: `SK-${caseName.toUpperCase()}`,
      description: `Laporan uji coba ${markOf(caseName)} dari warga.`,
      ...{
        status: 'assigned',
        agency: 'pupr',
        level: 0,
        sequence: 0,
        receivedAt,
        nextDueBy: NOW + 86_400_000,
      },
      ...{ clockOffsetMs: 0, isStarted: true, mergedInto: null, absorbed: [], ...changes },
    };
    this.evidence.complaints.push(row);
    this.evidence.executions.push({ complaintId: row.id, isRunning: true, view: null });
    this.event(row, 'received', { at: receivedAt, actorKind: 'reporter' });
    this.event(row, 'assigned', { at: receivedAt + 100 });
    const call = this.call(caseName, 'file', [
      { status: null },
      { status: 201, trackingCode: row.trackingCode },
    ]);
    call.words = markOf(caseName);
    return row;
  }

  /** Adds an event at the end of a timeline, and moves the row with it. */
  event(row: ComplaintRow, type: string, changes: Partial<EventRow> = {}): EventRow {
    const at = changes.at ?? NOW - 200_000 + row.sequence;
    row.sequence += 1;
    const event: EventRow = {
      ...{ complaintId: row.id, sequence: row.sequence, type, at, dueAt: null, recordedAt: at + 5 },
      ...{ actorKind: 'system', data: {}, inputId: null, requestId: null, ...changes },
    };
    this.evidence.events.push(event);
    return event;
  }

  call(
    caseName: string,
    act: LoggedCall['act'],
    attempts: Partial<Attempt>[] = [{ status: 200 }],
  ): LoggedCall {
    const key = `${caseName} ${act} ${this.evidence.calls.length}`;
    const last = attempts.at(-1)?.status ?? null;
    const call: LoggedCall = {
      ...{ key, caseName, act, credentialId: OFFICER, words: null, expects: 'counts' },
      attempts: attempts.map((attempt, position) => ({
        startedAt: NOW - 200_000 + position * 1_000,
        endedAt: NOW - 199_900 + position * 1_000,
        status: 200,
        ...attempt,
      })),
      verdict: last === null || last >= 500 ? 'unknown' : last < 300 ? 'counts' : 'refused',
    };
    this.evidence.calls.push(call);
    return call;
  }

  /** Adds an act that was asked for, counts, and is on the timeline. */
  act(row: ComplaintRow, caseName: string, act: ActName, changes: Partial<EventRow> = {}): LoggedCall {
    const call = this.call(caseName, act);
    this.event(row, eventTypesOf(call)[0] ?? '', this.causedBy(call, row, changes));
    return call;
  }

  /** What an event of a call looks like. */
  causedBy(call: LoggedCall, row: ComplaintRow, changes: Partial<EventRow> = {}): Partial<EventRow> {
    return { actorKind: 'officer', requestId: requestIdOf(call, row.id), ...changes };
  }
}
