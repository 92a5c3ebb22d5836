import type { PackIssue } from './city-pack-error';
import { SORTED_BY, type SortedBy } from './directory';
import type { CodesOfPack, KnownCodes } from './known-codes';
import type { PackFiles } from './pack-schemas';

const SINGULAR: Record<SortedBy, string> = {
  agencies: 'agency',
  categories: 'category',
  districts: 'district',
};

/** Successors that lead to nothing in use. */
export function findRetiredIssues(files: Partial<PackFiles>, codes: CodesOfPack): PackIssue[] {
  return SORTED_BY.flatMap((kind) => {
    const known = codes[kind];
    return known
      ? (files[`${kind}.json`]?.retired ?? []).flatMap((each, at) => astray(kind, known, each, at))
      : [];
  });
}

function astray(
  kind: SortedBy,
  known: KnownCodes,
  { successor }: { successor?: string },
  at: number,
): PackIssue[] {
  if (successor === undefined) return [];
  const message = whyAstray(kind, known, successor);
  return message === null ? [] : [{ file: `${kind}.json`, path: ['retired', at, 'successor'], message }];
}

function whyAstray(kind: SortedBy, known: KnownCodes, first: string): string | null {
  const seen = new Set<string>();
  for (let code: string | undefined = first; code !== undefined; code = known.retired.get(code)) {
    if (known.inUse.has(code)) return null;
    if (!known.retired.has(code)) return `no ${SINGULAR[kind]} has the code "${code}"`;
    if (seen.has(code)) return 'leads round in a circle, to nothing in use';
    seen.add(code);
  }
  // A retired district may have no successor.
  return null;
}
