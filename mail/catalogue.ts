import type { NotificationKind } from '../domain/notification-kinds';
import type { ReaderContext, StaffContext } from './mail-context';
import type { MailBody } from './mail-view';
import { informationAnswered, informationRequested } from './question-mails';
import { closed, merged, rejected, resolved, settledTogether } from './reader-answers';
import { acknowledged, extended, late, noted, reassigned, received, shifted, started } from './reader-news';
import { addressCorrected, goesOn, objection, withdrawal } from './reporter-receipts';
import { climbed, deadlineMoved, reporterLeft } from './staff-changes';
import { escalated, reminder } from './staff-escalations';
import { nudged, officerAssigned, takenOver, warned } from './staff-tasks';
import { unassigned } from './unassigned';
import { assigned, reassignedToAgency, rejectedToSupervisor, reopened, withdrawn } from './staff-news';

/** Who a kind of mail is for, and the pure function that writes it. */
export type CatalogueEntry =
  | { for: 'readers'; write: (context: ReaderContext) => MailBody }
  | { for: 'staff'; write: (context: StaffContext) => MailBody }
  /** For staff who no longer have the complaint: says so, and shows nothing that only its holders may see. */
  | { for: 'former_staff'; write: (context: StaffContext) => MailBody };

export const CATALOGUE: Readonly<Record<NotificationKind, CatalogueEntry>> = {
  received: { for: 'readers', write: received },
  assigned: { for: 'staff', write: assigned },
  acknowledged: { for: 'readers', write: acknowledged },
  late: { for: 'readers', write: late },
  escalated: { for: 'staff', write: escalated },
  reminder: { for: 'staff', write: reminder },
  reassigned_agency: { for: 'staff', write: reassignedToAgency },
  reassigned_reporter: { for: 'readers', write: reassigned },
  extended: { for: 'readers', write: extended },
  resolved: { for: 'readers', write: resolved },
  reopened: { for: 'staff', write: reopened },
  rejected_reporter: { for: 'readers', write: rejected },
  rejected_supervisor: { for: 'staff', write: rejectedToSupervisor },
  closed: { for: 'readers', write: closed },
  withdrawn: { for: 'staff', write: withdrawn },
  merged: { for: 'readers', write: merged },
  settled_together: { for: 'readers', write: settledTogether },
  information_requested: { for: 'readers', write: informationRequested },
  information_answered: { for: 'staff', write: informationAnswered },
  officer_assigned: { for: 'staff', write: officerAssigned },
  nudged: { for: 'staff', write: nudged },
  warned: { for: 'staff', write: warned },
  taken_over: { for: 'staff', write: takenOver },
  shifted: { for: 'readers', write: shifted },
  started: { for: 'readers', write: started },
  noted: { for: 'readers', write: noted },
  climbed: { for: 'staff', write: climbed },
  deadline_moved: { for: 'staff', write: deadlineMoved },
  objection: { for: 'readers', write: objection },
  withdrawal: { for: 'readers', write: withdrawal },
  reporter_left: { for: 'staff', write: reporterLeft },
  goes_on: { for: 'readers', write: goesOn },
  address_corrected: { for: 'readers', write: addressCorrected },
  unassigned: { for: 'former_staff', write: unassigned },
};
