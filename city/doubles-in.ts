import type { PackIssue } from './city-pack-error';
import type { PackFileName } from './pack-schemas';

/** Values that occur earlier in the same list. */
export function doublesIn(
  file: PackFileName,
  list: PropertyKey[],
  key: string[],
  values: readonly string[],
): PackIssue[] {
  return values.flatMap((value, at) => {
    if (values.indexOf(value) === at) return [];
    return [{ file, path: [...list, at, ...key], message: `"${value}" stands here twice` }];
  });
}
