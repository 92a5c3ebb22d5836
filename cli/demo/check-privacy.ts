import type { SeenComplaint } from './answers';
import type { Verdict } from './check-case';
import type { Desk } from './desk';
import type { Staff } from './staff';

interface PrivacyDeps {
  desk: Desk;
  staff: Staff;
}

/** @param complaints as the command centre sees them */
export async function checkPrivacy(deps: PrivacyDeps, complaints: SeenComplaint[]): Promise<Verdict[]> {
  const verdicts = await Promise.all(complaints.map((complaint) => verdictsOn(deps, complaint)));
  return verdicts.flat();
}

async function verdictsOn({ desk, staff }: PrivacyDeps, complaint: SeenComplaint): Promise<Verdict[]> {
  const { trackingCode: code, agency } = complaint;
  const [publicly, officially] = await Promise.all([
    desk.read(code),
    staff.key('officer', agency).then((key) => desk.read(code, key)),
  ]);
  return [
    ...(complaint.confidential ? [keepsConfidence(publicly)] : []),
    ...(complaint.status === 'closed' && !complaint.confidential ? [isOpenly(publicly)] : []),
    ...(complaint.anonymous ? [keepsAnonymity(officially)] : []),
  ];
}

/** The complaint was acknowledged, and the public still sees only category, district and status. */
function keepsConfidence({ trackingCode, description, location, photos, agency }: SeenComplaint): Verdict {
  return {
    what: `${trackingCode} was told in confidence, and the public reads nothing of it`,
    holds: description === null && location === null && photos.length === 0 && agency === undefined,
    found: JSON.stringify({ description, location, photos: photos.length, agency }),
  };
}

/** A refused one is hidden again. */
function isOpenly({ trackingCode, outcome, description }: SeenComplaint): Verdict {
  const shown = outcome === 'resolved';
  return {
    what: `${trackingCode} is ${shown ? 'open to' : 'hidden from'} the public`,
    holds: (description !== null) === shown,
    found: `the text "${description}"`,
  };
}

function keepsAnonymity({ trackingCode, reporter, description }: SeenComplaint): Verdict {
  return {
    what: `${trackingCode} is read by its agency, which is not told who complained`,
    holds: reporter === undefined && description !== null,
    found: JSON.stringify({ reporter, description }),
  };
}
