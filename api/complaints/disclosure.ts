import { isContentPublic, type Publicity } from '../../domain/publicity';
import type { Viewer } from './viewer';

/** Which parts of a complaint a viewer is shown (docs/decisions/0009-public-view.md). */
export interface Disclosure {
  /** Agency, deadlines, level and place in the city, besides category, district and status. */
  course: boolean;
  /** What people wrote, the exact place and the address. */
  content: boolean;
  /** Questions to the reporter and the answers, with text and photos. */
  exchange: boolean;
  /** Notes among staff, nudges, the officer, refused messages, proposals that were not carried out. */
  internal: boolean;
}

export function disclosureFor(viewer: Viewer, complaint: Publicity): Disclosure {
  if (viewer === 'staff') return { course: true, content: true, exchange: true, internal: true };
  if (viewer === 'own') return { course: true, content: true, exchange: true, internal: false };
  const content = isContentPublic(complaint);
  return { course: !complaint.confidential, content, exchange: false, internal: false };
}
