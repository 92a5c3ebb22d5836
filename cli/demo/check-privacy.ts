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
    ...(complaint.confidential ? [staysConfidential(publicly)] : []),
    ...(complaint.status === 'closed' && !complaint.confidential ? [isPublicIfResolved(publicly)] : []),
    ...(complaint.anonymous ? [hidesReporter(officially)] : []),
  ];
}

/** The complaint was acknowledged, and the public still sees only category, district and status. */
function staysConfidential({ trackingCode, description, location, photos, agency }: SeenComplaint): Verdict {
  return {
    what: `${trackingCode} is confidential, and the public reads nothing of it`,
    holds: description === null && location === null && photos.length === 0 && agency === undefined,
    found: JSON.stringify({ description, location, photos: photos.length, agency }),
  };
}

/** A closed complaint is public if it was resolved, and hidden again if it was rejected. */
function isPublicIfResolved({ trackingCode, outcome, description }: SeenComplaint): Verdict {
  const shown = outcome === 'resolved';
  return {
    what: `${trackingCode} is ${shown ? 'open to' : 'hidden from'} the public`,
    holds: (description !== null) === shown,
    found: `the text "${description}"`,
  };
}

function hidesReporter({ trackingCode, reporter, description }: SeenComplaint): Verdict {
  return {
    what: `${trackingCode} is read by its agency, which does not learn who filed it`,
    holds: reporter === undefined && description !== null,
    found: JSON.stringify({ reporter, description }),
  };
}
