import type { Policy } from '../../domain/policy';
import type { DraftReference } from './empty-draft';
import type { IdempotentRequest } from './idempotency';
import type { StoredPhoto } from './stored-photo';

/** What a citizen files, with the rules and the agency that the city gives it. */
export interface NewComplaint {
  description: string;
  category: string;
  agency: string;
  targetHours: number;
  policyVersion: string;
  /** WGS84, decimal degrees. `approximate`: only the district is known. */
  location: {
    latitude: number;
    longitude: number;
    address: string | null;
    district: string;
    approximate: boolean;
  };
  reporter: { name: string | null; email: string | null; phone: string | null; language: string };
  /** The secret of the browser or device that files it, if it has one; only its hash is kept. */
  device?: string | null;
  anonymous: boolean;
  confidential: boolean;
  /** The channel it was filed through: `web`, `api`, or the name that an application’s key files under. */
  channel: string;
  /** The number that it has in that application. */
  externalReference?: string | null;
  /** Id of the application's key. */
  filedBy: string | null;
  photos: StoredPhoto[];
  idempotency: IdempotentRequest | null;
  /** What it is made from, and empties. */
  draft?: DraftReference;
  policy: Policy;
}
