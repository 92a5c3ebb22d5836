import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isAgencyRole, type Actor } from '../../domain/actor';
import type { AskedActName } from '../../domain/act-rules';
import type { ActName } from '../../domain/acts';
import { isAnswered } from '../../domain/statuses';
import { trackingCodesIn } from '../../domain/tracking-code';
import { malformed, Problem } from '../http/problem';
import type { UpdateStatus } from './update-status';

/** One of the API's acts, with the body that the API takes. */
export interface PlannedAct {
  act: AskedActName;
  body: Record<string, unknown>;
}

export interface PostedUpdate {
  status: UpdateStatus;
  /** Empty when nothing was written. */
  description: string;
  complaint: Pick<ComplaintRecord, 'status'>;
}

/**
 * The acts that an update stands for, in the order in which they are executed.
 * @throws Problem `malformed`, `insufficient_scope`
 */
export function plannedActs(update: PostedUpdate, actor: Actor): PlannedAct[] {
  if (actor.kind === 'application') return actsOfReporter(update);
  if (actor.kind === 'command_centre' || isAgencyRole(actor.kind)) return actsOfStaff(update);
  throw new Problem({ code: 'insufficient_scope', detail: 'This api_key does not work on complaints.' });
}

/** Whether an update was executed completely, judged by its acts that are done: a note always comes last. */
export function isExecuted(
  { status, description }: PostedUpdate,
  actor: Actor,
  done: readonly ActName[],
): boolean {
  const endsInNote = description !== '' && actor.kind !== 'application' && WITH_NOTE.includes(status);
  return endsInNote ? done.includes('notes') : done.length > 0;
}

const WITH_NOTE: readonly UpdateStatus[] = ['OPEN', 'INVESTIGATING', 'IN_PROGRESS'];

function actsOfStaff(update: PostedUpdate): PlannedAct[] {
  const { status, complaint } = update;
  switch (status) {
    case 'OPEN':
      return [publicNote(update)];
    case 'INVESTIGATING':
      return withNote(update, complaint.status === 'assigned' ? 'acknowledge' : null);
    case 'IN_PROGRESS':
      return withNote(update, complaint.status === 'in_progress' ? null : 'start');
    case 'FIXED':
    // Most systems distinguish FIXED from CLOSED only on request, so both resolve; the reporter may still object.
    case 'CLOSED':
      if (isAnswered(complaint.status)) return [publicNote(update)];
      return [{ act: 'resolve', body: { note: wordsOf(update) } }];
    case 'NOT_COUNCILS_RESPONSIBILITY':
      return [{ act: 'reject', body: { reason: 'not_city_matter', ...noteOf(update) } }];
    case 'DUPLICATE':
      return [{ act: 'merge', body: { into: namedComplaint(update) } }];
    case 'REOPEN':
      throw new Problem({
        code: 'insufficient_scope',
        detail: 'Only the application that filed a complaint reopens it, for its reporter.',
      });
  }
}

function actsOfReporter(update: PostedUpdate): PlannedAct[] {
  switch (update.status) {
    case 'REOPEN':
      return [{ act: 'reopen', body: { reason: 'not_repaired', text: wordsOf(update) } }];
    case 'FIXED':
    case 'CLOSED':
      return [{ act: 'confirm', body: {} }];
    case 'OPEN':
      return [{ act: 'answer', body: { text: wordsOf(update) } }];
    case 'INVESTIGATING':
    case 'IN_PROGRESS':
    case 'DUPLICATE':
    case 'NOT_COUNCILS_RESPONSIBILITY':
      throw new Problem({
        code: 'insufficient_scope',
        detail:
          'An application speaks for the reporter: REOPEN, FIXED or CLOSED to agree, OPEN to answer a question.',
      });
  }
}

/** The act itself, unless it was done before, and a note with the description. */
function withNote(update: PostedUpdate, act: 'acknowledge' | 'start' | null): PlannedAct[] {
  if (act === null) return [publicNote(update)];
  return [{ act, body: {} }, ...(update.description === '' ? [] : [publicNote(update)])];
}

function publicNote(update: PostedUpdate): PlannedAct {
  return { act: 'notes', body: { text: wordsOf(update), public: true } };
}

function noteOf({ description }: PostedUpdate): { note?: string } {
  return description === '' ? {} : { note: description };
}

function wordsOf({ description, status }: PostedUpdate): string {
  if (description === '') throw malformed(`description was not provided, and ${status} needs it.`);
  return description;
}

/** The extension has no field for the other complaint, so people write its code into the description. */
function namedComplaint({ description }: PostedUpdate): string {
  const [code, ...others] = trackingCodesIn(description);
  if (code === undefined || others.length > 0) {
    throw malformed(
      'DUPLICATE needs the number of the other complaint in its description, and only that one.',
    );
  }
  return code;
}
