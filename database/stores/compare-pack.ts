import type { CityPack } from '../../city/city-pack';
import { findRetired, SORTED_BY, successorOf, type SortedBy } from '../../city/directory';
import type { Database } from '../connection';
import { createPackUsageReader, type UsedCode } from '../readers/pack-usage-reader';
import { CityChangedError } from './city-changed-error';
import { findLostFilters } from './lost-filters';
import { PolicyChangedError } from './policy-changed-error';
import { createPolicyStore } from './policy-store';

/** A retired entry, with how much still uses its code. */
export interface RetiredUse extends UsedCode {
  since: string;
  /** Null for a district without a successor. */
  successor: string | null;
  /** For an agency: what happens to its open cases. */
  openCases: 'hand_over' | 'finish' | null;
}

export interface PackComparison {
  /** Codes that the pack lacks: one sentence each, which says what to write into the pack. */
  unknown: string[];
  /**
   * Everything that keeps the pack from being used with this database; that includes a policy of the same version
   * with other rules.
   */
  issues: string[];
  /** Every retired entry of the pack. */
  retired: RetiredUse[];
  /** Webhooks that would get no new events, one sentence each. */
  lostFilters: string[];
}

/** Compares a pack with the database that it is to be used with. */
export async function comparePack(db: Database, city: CityPack): Promise<PackComparison> {
  const used = await createPackUsageReader({ db }).notInUse(city);
  const unknown = used.filter(({ kind, code }) => !findRetired(city, kind, code)).map(unknownIssue);
  return {
    unknown,
    issues: [...unknown, ...(await policyIssues(db, city))],
    lostFilters: await findLostFilters(db, city),
    retired: SORTED_BY.flatMap((kind) =>
      city.retired[kind].map((entry) => ({
        ...(used.find((each) => each.kind === kind && each.code === entry.code) ?? unused(kind, entry.code)),
        since: entry.since,
        successor: successorOf(city, kind, entry.code),
        openCases: 'openCases' in entry ? entry.openCases : null,
      })),
    ),
  };
}

/** @throws CityChangedError for a pack that lacks stored codes, or changes a policy that cases have pinned */
export async function requireFittingPack(db: Database, city: CityPack): Promise<void> {
  const { issues } = await comparePack(db, city);
  if (issues.length > 0) throw new CityChangedError(issues);
}

function unused(kind: SortedBy, code: string): UsedCode {
  return { kind, code, complaints: 0, open: 0, staff: 0, keys: 0, webhooks: 0 };
}

const SINGULAR: Record<SortedBy, string> = {
  agencies: 'agency',
  categories: 'category',
  districts: 'district',
};

const KEYS: Record<SortedBy, string> = {
  agencies: '"since", "successor" and "openCases" ("hand_over" or "finish")',
  categories: '"since" and "successor"',
  districts: '"since" and, if it has one, "successor"',
};

function unknownIssue({ kind, code, complaints, open, staff, keys, webhooks }: UsedCode): string {
  return (
    `${kind}.json lacks the ${SINGULAR[kind]} "${code}", which the database has ` +
    `(complaints: ${complaints}, of them open: ${open}; staff: ${staff}; keys: ${keys}; webhooks: ${webhooks}). ` +
    `Put its entry back under "${kind}", or under "retired" with ${KEYS[kind]}.`
  );
}

async function policyIssues(db: Database, { policy }: CityPack): Promise<string[]> {
  const { isChanged } = await createPolicyStore({ db }).compare(policy);
  return isChanged ? [new PolicyChangedError(policy.version).message] : [];
}
