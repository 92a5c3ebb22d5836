import { resolveBy } from '../../domain/promise';
import { shiftEnd } from '../../domain/shifts';
import { isOpen } from '../../domain/statuses';
import type { Speech } from '../speech';
import { raiseCause } from './raise-cause';
import type { ShownComplaint } from './shown-complaint';

/** Where the complaint stands and who has it, in one or two sentences; nothing of who has a confidential one. */
export function sayingsOf(shown: ShownComplaint, speech: Speech): string[] {
  const { state } = shown.case;
  if (shown.view.agency === undefined) return [speech.say('web.complaint.confidential')];
  if (!isOpen(state.status)) return [answerOf(shown, speech)];
  return [
    ...standing(shown, speech),
    ...leftBehind(shown, speech),
    ...outageOf(shown, speech),
    ...questionOf(shown, speech),
  ];
}

function standing(shown: ShownComplaint, { say, names }: Speech): string[] {
  const { state } = shown.case;
  const agency = names.agency(state.agency);
  const office = names.office(state.takenOver ? 3 : state.escalationLevel, state.agency);
  if (state.decisionPending)
    return [say('web.says.decisionPending', { office: names.office(3, state.agency) })];
  const isLate = resolveBy(state) < shown.now;
  if (isLate && shown.viewer !== 'staff')
    return [say(shown.viewer === 'own' ? 'web.says.lateOwn' : 'web.says.late', { office })];
  if (state.takenOver) return [say('web.says.takenOver', { office, agency })];
  if (state.escalationLevel === 0 || state.status === 'submitted')
    return [say(`web.says.${openOf(shown)}`, { agency })];
  if (state.acknowledgedAt === null && !isLate) return unaccepted(shown, { agency, office, say });
  return [say(`web.says.${openOf(shown)}`, { agency }), say('web.says.raised', { office })];
}

/** That its agency cannot work yet, and the hours wait for it. */
function outageOf(
  { now, timeline, case: { state } }: ShownComplaint,
  { say, names, time }: Speech,
): string[] {
  const last = timeline.findLast(
    ({ type }) => type === 'shifted' || type === 'reassigned' || type === 'reopened',
  );
  if (last?.type !== 'shifted' || last.data.undone || state.takenOver) return [];
  const until = shiftEnd({ at: last.at, hours: last.data.hours });
  if (until <= now) return [];
  return [say('web.says.out', { agency: names.agency(state.agency), time: time.long(until) })];
}

/** Nobody has accepted it; that need not be why it was raised. */
function unaccepted(
  { timeline }: ShownComplaint,
  { agency, office, say }: { agency: string; office: string; say: Speech['say'] },
): string[] {
  const assigned = say('web.says.assigned', { agency });
  switch (raiseCause(timeline)) {
    case 'not_acknowledged':
      return [say('web.says.notAccepted', { agency, office })];
    case 'objection':
    case 'second_objection':
      return [say('web.says.objected', { office })];
    case 'merged':
      return [assigned, say('web.says.mergedUp', { office })];
    default:
      return [assigned, say('web.says.raised', { office })];
  }
}

/** That it goes on without its reporter. */
function leftBehind({ complaint, viewer }: ShownComplaint, { say }: Speech): string[] {
  if (complaint.reporterLeftAt === null) return [];
  return [say(viewer === 'own' ? 'web.says.leftOwn' : 'web.says.left')];
}

/** That somebody waits for the reporter, and whether the clock does too. */
function questionOf({ viewer, now, case: { state } }: ShownComplaint, { say, time }: Speech): string[] {
  const { question } = state;
  if (!question) return [];
  const isHeld = question.heldUntil !== null && question.heldUntil > now;
  return [
    say(viewer === 'own' ? 'web.says.questionOwn' : 'web.says.question'),
    ...(isHeld ? [say('web.says.held', { time: time.long(question.heldUntil ?? now) })] : []),
  ];
}

function openOf({
  case: { state },
}: ShownComplaint): 'submitted' | 'assigned' | 'acknowledged' | 'in_progress' {
  switch (state.status) {
    case 'submitted':
    case 'acknowledged':
    case 'in_progress':
      return state.status;
    default:
      return 'assigned';
  }
}

function answerOf(shown: ShownComplaint, speech: Speech): string {
  const { say, time } = speech;
  const { state } = shown.case;
  const agency = workerOf(shown, speech);
  switch (state.status) {
    case 'resolved':
      return resolutionOf(shown, speech);
    case 'rejected':
      return say('web.says.rejected', { agency, reason: rejectionOf(shown, say) });
    case 'closed':
      return say('web.says.closed', { time: time.long(state.closedAt ?? shown.now) });
    case 'duplicate':
      return say('web.says.duplicate');
    default:
      return say('web.says.withdrawn');
  }
}

function resolutionOf(shown: ShownComplaint, speech: Speech): string {
  const { say, time } = speech;
  const { now } = shown;
  const { state } = shown.case;
  const agency = workerOf(shown, speech);
  const earlyMs = resolveBy(state) - (state.resolvedAt ?? now);
  const duration = time.duration(Math.abs(earlyMs));
  return say(earlyMs < 0 ? 'web.says.resolvedLate' : 'web.says.resolvedEarly', { agency, duration });
}

/** The agency, or the command centre in its place. */
function workerOf({ case: { state } }: ShownComplaint, { names }: Speech): string {
  return state.takenOver ? names.centreInFull : names.agency(state.agency);
}

function rejectionOf({ timeline }: ShownComplaint, say: Speech['say']): string {
  const rejection = timeline.findLast((event) => event.type === 'rejected');
  if (!rejection) throw new RangeError('a rejected complaint has a rejection on its timeline');
  return say(`words.rejectReasons.${rejection.data.reason}`);
}
