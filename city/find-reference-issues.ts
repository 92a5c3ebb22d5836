import type { PackIssue } from './city-pack-error';
import { doublesIn } from './doubles-in';
import type { CodesOfPack, KnownCodes } from './known-codes';
import type { PackFiles } from './pack-schemas';

interface Reference {
  file: string;
  path: PropertyKey[];
  code: string;
}

/** References to codes that do not exist, or that are retired where only codes in use make sense. */
export function findReferenceIssues(files: Partial<PackFiles>, codes: CodesOfPack): PackIssue[] {
  return [
    ...agenciesOfCategories(files).flatMap((each) => notInUse('agency', codes.agencies, each)),
    ...offeredCategories(files).flatMap((each) => notInUse('category', codes.categories, each)),
    ...replyIssues(files, codes.categories),
  ];
}

function agenciesOfCategories({ 'categories.json': file }: Partial<PackFiles>): Reference[] {
  return (file?.categories ?? []).map(({ agency }, at) => ({
    file: 'categories.json',
    path: ['categories', at, 'agency'],
    code: agency,
  }));
}

function offeredCategories(files: Partial<PackFiles>): Reference[] {
  const { likelyFirst = [] } = files['filing.json'] ?? {};
  const { themes = [] } = files['themes.json'] ?? {};
  return [
    ...likelyFirst.map((code, at) => ({ file: 'filing.json', path: ['likelyFirst', at], code })),
    ...themes.map(({ category: code }, at) => ({
      file: 'themes.json',
      path: ['themes', at, 'category'],
      code,
    })),
  ];
}

/** A reply may name a retired category: its open cases may still be answered. */
function replyIssues({ 'replies.json': file }: Partial<PackFiles>, known: KnownCodes | null): PackIssue[] {
  return (file?.replies ?? []).flatMap(({ categories }, at) => {
    const path = ['replies', at, 'categories'];
    return [
      ...doublesIn('replies.json', path, [], categories),
      ...categories.flatMap((code, place) =>
        unknown('category', known, { file: 'replies.json', path: [...path, place], code }),
      ),
    ];
  });
}

function notInUse(what: 'agency' | 'category', known: KnownCodes | null, reference: Reference): PackIssue[] {
  const { file, path, code } = reference;
  if (!known?.retired.has(code)) return unknown(what, known, reference);
  const successor = known.retired.get(code);
  const instead = successor === undefined ? '' : `, its successor is "${successor}"`;
  return [{ file, path, message: `the ${what} "${code}" is retired${instead}` }];
}

function unknown(
  what: 'agency' | 'category',
  known: KnownCodes | null,
  { file, path, code }: Reference,
): PackIssue[] {
  if (known === null || known.inUse.has(code) || known.retired.has(code)) return [];
  return [{ file, path, message: `no ${what} has the code "${code}"` }];
}
