import { resolveBy } from '../../domain/promise';
import { shiftEnd } from '../../domain/shifts';
import { isOpen } from '../../domain/statuses';
import type { Locale } from '../../locale/locale';
import { escalationCause } from './escalation-cause';
import type { ShownComplaint } from './shown-complaint';

/** The complaint's state and who has it, in one or two sentences; not who has a confidential one. */
export function sayingsOf(shown: ShownComplaint, locale: Locale): string[] {
  const { state } = shown.case;
  if (shown.view.agency === undefined) return [locale.t('web.complaint.confidential')];
  if (!isOpen(state.status)) return [answerOf(shown, locale)];
  return [
    ...standing(shown, locale),
    ...leftBehind(shown, locale),
    ...outageOf(shown, locale),
    ...questionOf(shown, locale),
  ];
}

function standing(shown: ShownComplaint, { t, names }: Locale): string[] {
  const { state } = shown.case;
  const agency = names.agency(state.agency);
  const office = names.office(state.takenOver ? 3 : state.escalationLevel, state.agency);
  if (state.decisionPending)
    return [t('web.says.decisionPending', { office: names.office(3, state.agency) })];
  const isLate = resolveBy(state) < shown.now;
  if (isLate && shown.viewer !== 'staff')
    return [t(shown.viewer === 'own' ? 'web.says.lateOwn' : 'web.says.late', { office })];
  if (state.takenOver) return [t('web.says.takenOver', { office, agency })];
  if (state.escalationLevel === 0 || state.status === 'submitted')
    return [t(`web.says.${openOf(shown)}`, { agency })];
  if (state.acknowledgedAt === null && !isLate) return unaccepted(shown, { agency, office, t });
  return [t(`web.says.${openOf(shown)}`, { agency }), t('web.says.escalated', { office })];
}

/** Says that the agency cannot work now, and that the deadlines wait for it. */
function outageOf({ now, timeline, case: { state } }: ShownComplaint, { t, names, time }: Locale): string[] {
  const last = timeline.findLast(
    ({ type }) => type === 'shifted' || type === 'reassigned' || type === 'reopened',
  );
  if (last?.type !== 'shifted' || last.data.undone || state.takenOver) return [];
  const until = shiftEnd({ at: last.at, hours: last.data.hours });
  if (until <= now) return [];
  return [t('web.says.out', { agency: names.agency(state.agency), time: time.long(until) })];
}

/** Nobody has accepted it, but that need not be why it escalated. */
function unaccepted(
  { timeline }: ShownComplaint,
  { agency, office, t }: { agency: string; office: string; t: Locale['t'] },
): string[] {
  const assigned = t('web.says.assigned', { agency });
  switch (escalationCause(timeline)) {
    case 'not_acknowledged':
      return [t('web.says.notAccepted', { agency, office })];
    case 'objection':
    case 'second_objection':
      return [t('web.says.objected', { office })];
    case 'merged':
      return [assigned, t('web.says.mergedUp', { office })];
    default:
      return [assigned, t('web.says.escalated', { office })];
  }
}

/** Says that the complaint goes on without its reporter. */
function leftBehind({ complaint, viewer }: ShownComplaint, { t }: Locale): string[] {
  if (complaint.reporterLeftAt === null) return [];
  return [t(viewer === 'own' ? 'web.says.leftOwn' : 'web.says.left')];
}

/** Says that somebody waits for the reporter's answer, and whether the clock waits, too. */
function questionOf({ viewer, now, case: { state } }: ShownComplaint, { t, time }: Locale): string[] {
  const { question } = state;
  if (!question) return [];
  const isHeld = question.heldUntil !== null && question.heldUntil > now;
  return [
    t(viewer === 'own' ? 'web.says.questionOwn' : 'web.says.question'),
    ...(isHeld ? [t('web.says.held', { time: time.long(question.heldUntil ?? now) })] : []),
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

function answerOf(shown: ShownComplaint, locale: Locale): string {
  const { t, time } = locale;
  const { state } = shown.case;
  const agency = workerOf(shown, locale);
  switch (state.status) {
    case 'resolved':
      return resolutionOf(shown, locale);
    case 'rejected':
      return t('web.says.rejected', { agency, reason: rejectionOf(shown, t) });
    case 'closed':
      return t('web.says.closed', { time: time.long(state.closedAt ?? shown.now) });
    case 'duplicate':
      return t('web.says.duplicate');
    default:
      return t('web.says.withdrawn');
  }
}

function resolutionOf(shown: ShownComplaint, locale: Locale): string {
  const { t, time } = locale;
  const { now } = shown;
  const { state } = shown.case;
  const agency = workerOf(shown, locale);
  const earlyMs = resolveBy(state) - (state.resolvedAt ?? now);
  const duration = time.duration(Math.abs(earlyMs));
  return t(earlyMs < 0 ? 'web.says.resolvedLate' : 'web.says.resolvedEarly', { agency, duration });
}

/** The agency, or the command centre if it has taken the case over. */
function workerOf({ case: { state } }: ShownComplaint, { names }: Locale): string {
  return state.takenOver ? names.centreInFull : names.agency(state.agency);
}

function rejectionOf({ timeline }: ShownComplaint, t: Locale['t']): string {
  const rejection = timeline.findLast((event) => event.type === 'rejected');
  if (!rejection) throw new RangeError('a rejected complaint has a rejection on its timeline');
  return t(`words.rejectReasons.${rejection.data.reason}`);
}
