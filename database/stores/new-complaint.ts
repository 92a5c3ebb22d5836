import type { Policy } from '../../domain/policy';
import type { DraftReference } from './empty-draft';
import type { IdempotentRequest } from './idempotency';
import type { StoredPhoto } from './insert-photos';

/** What a citizen files, with the policy and the agency that the city assigns. */
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
    /** Code. Left out or null: not known. */
    village?: string | null;
    approximate: boolean;
  };
  reporter: { name: string | null; email: string | null; phone: string | null; language: string };
  /** The secret of the browser or device, if it has one; only its hash is stored. */
  device?: string | null;
  anonymous: boolean;
  confidential: boolean;
  /** The channel it was filed through: `web`, `api`, or the name that an application’s key files under. */
  channel: string;
  /** Its number in that application. */
  externalReference?: string | null;
  /** Id of the application's key. */
  filedBy: string | null;
  photos: StoredPhoto[];
  idempotency: IdempotentRequest | null;
  /** The draft that it is made from, and that filing empties. */
  draft?: DraftReference;
  policy: Policy;
}
