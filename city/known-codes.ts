import type { SortedBy } from './directory';

/**
 * The codes in a file of the pack, even if the file's shape is invalid: references to them are checked all the
 * same.
 */
export interface KnownCodes {
  inUse: ReadonlySet<string>;
  /** Each with its successor, if it has one. */
  retired: ReadonlyMap<string, string | undefined>;
}

/** Null for a file that could not be read at all. */
export type CodesOfPack = Readonly<Record<SortedBy, KnownCodes | null>>;

/** @param raw the file as JSON, of whatever shape; undefined when it could not be parsed */
export function knownCodes(kind: SortedBy, raw: unknown): KnownCodes | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { [kind]: inUse, retired } = raw as Record<string, unknown>;
  return {
    inUse: new Set(entriesOf(inUse).map(({ code }) => code)),
    retired: new Map(entriesOf(retired).map(({ code, successor }) => [code, successor])),
  };
}

function entriesOf(list: unknown): { code: string; successor?: string }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const { code, successor } = (entry ?? {}) as Record<string, unknown>;
    if (typeof code !== 'string') return [];
    return [typeof successor === 'string' ? { code, successor } : { code }];
  });
}
