import type { SortedBy } from './directory';

/** The codes that a file of the pack has, also one whose shape is faulty: what names them is checked all the same. */
export interface KnownCodes {
  inUse: ReadonlySet<string>;
  /** Each with its successor, where it names one. */
  retired: ReadonlyMap<string, string | undefined>;
}

/** Null where the file could not be read at all. */
export type CodesOfPack = Readonly<Record<SortedBy, KnownCodes | null>>;

/** @param raw the file as JSON, of whatever shape; undefined when it is none */
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
