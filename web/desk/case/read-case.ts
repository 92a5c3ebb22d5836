import type { ComplaintRecord } from '../../../database/readers/complaint-reader';
import type { NotificationEntry } from '../../../database/readers/notification-log-reader';
import type { StaffMember } from '../../../database/stores/staff-store';
import { mergeRefusal } from '../../../domain/merging';
import { can } from '../../../domain/permissions';
import { parseRecipient } from '../../../city/recipients';
import { showComplaint, type ShownComplaint } from '../../complaint/shown-complaint';
import type { PagesContext } from '../../pages-context';
import type { OpenCase } from './open-case';

/** Everything that the page of one case needs. */
export interface CaseFile extends OpenCase {
  shown: ShownComplaint;
  notifications: NotificationEntry[];
  /** Names of the staff who have it, acted or were notified, by their ids. */
  names: ReadonlyMap<string, string>;
  /** The officers to whom it may be assigned. */
  colleagues: StaffMember[];
  /** Earlier complaints nearby, of the same category. */
  mergeable: ComplaintRecord[];
  /** Complaints that were merged into this one. */
  absorbed: ComplaintRecord[];
  /** Name of the application that filed it; null if none did. */
  application: string | null;
  /** The reporter's language; null if it is unknown. */
  reporterLanguage: string | null;
}

export async function readCase(context: PagesContext, { staff, complaint }: OpenCase): Promise<CaseFile> {
  const { actor } = staff;
  const [shown, notifications, colleagues, mergeable, absorbed, reporter, filedBy] = await Promise.all([
    showComplaint(context, { complaint, actor }),
    context.notificationLog.about(complaint.id),
    can(actor, 'assign', complaint) ? context.staff.colleagues(complaint.agency) : [],
    mergeableAround(context, { staff, complaint }),
    Promise.all(complaint.absorbed.map((id) => context.complaints.byId(id))),
    context.reporters.find(complaint.id),
    complaint.filedBy === null ? null : context.apiKeys.find(complaint.filedBy),
  ]);
  return {
    ...{ staff, complaint, shown, notifications, colleagues, mergeable },
    names: await context.staff.names(peopleOf({ shown, notifications })),
    absorbed: absorbed.filter((each) => each !== null),
    application: filedBy?.label ?? null,
    reporterLanguage: reporter?.language ?? null,
  };
}

const WITHIN_METERS = 300;
const SUGGESTED_AT_MOST = 5;

async function mergeableAround(
  context: PagesContext,
  { staff, complaint }: OpenCase,
): Promise<ComplaintRecord[]> {
  if (complaint.approximate || !can(staff.actor, 'merge', complaint)) return [];
  const { category } = complaint;
  const around = await context.complaints.nearby({ point: complaint, category, withinMeters: WITHIN_METERS });
  return around
    .filter((each) => mergeRefusal(complaint, each) === null && can(staff.actor, 'merge', each))
    .slice(0, SUGGESTED_AT_MOST);
}

function peopleOf({ shown, notifications }: Pick<CaseFile, 'shown' | 'notifications'>): string[] {
  const written = notifications.map(({ recipient }) => parseRecipient(recipient));
  const ids = [
    shown.complaint.officer,
    ...shown.timeline.map(({ actor }) => actor.ref),
    ...shown.timeline.map((event) => (event.type === 'officer_assigned' ? event.data.officer : null)),
    ...written.map((recipient) => (recipient.role === 'staff' ? recipient.id : null)),
  ];
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
