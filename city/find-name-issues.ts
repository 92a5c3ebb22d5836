import type { PackIssue } from './city-pack-error';
import type { PackFileName, PackFiles } from './pack-schemas';

interface Named {
  file: PackFileName;
  path: PropertyKey[];
  code: string;
  name: string;
}

/**
 * Entries of one list whose names people cannot tell apart: filters, letters and the map show names, not codes.
 * Retired entries are compared, too, since the same filters list them.
 */
export function findNameIssues(files: Partial<PackFiles>): PackIssue[] {
  return [
    ...calledAlike(districtNames(files)),
    ...languagesOf(files).flatMap((language) => [
      ...calledAlike(namesIn('agencies', files['agencies.json'], language)),
      ...calledAlike(namesIn('categories', files['categories.json'], language)),
      ...calledAlike(namesIn('services', withoutRetired(files['services.json']), language)),
    ]),
    ...contactLists(files).flatMap(({ path, contacts }) => mailedTwice(path, contacts)),
  ];
}

function calledAlike(all: readonly Named[]): PackIssue[] {
  return all.flatMap(({ file, path, name, code }, at) => {
    const before = all.slice(0, at).find((other) => isAlike(other.name, name));
    // A duplicate code is an issue of its own.
    if (!before || before.code === code) return [];
    return [
      {
        file,
        path,
        message: `"${name}" is the name of "${before.code}", too: people cannot tell them apart`,
      },
    ];
  });
}

function isAlike(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
}

function districtNames({ 'districts.json': file }: Partial<PackFiles>): Named[] {
  return (['districts', 'retired'] as const).flatMap((list) =>
    (file?.[list] ?? []).map(({ code, name }, at): Named => ({
      file: 'districts.json',
      path: [list, at, 'name'],
      code,
      name,
    })),
  );
}

type Texts = Readonly<Record<string, string>>;
type Entries = readonly { code: string; names: Texts }[];

/** Services come and go: no complaint has their codes. */
function withoutRetired(file: PackFiles['services.json'] | undefined) {
  return file && { ...file, retired: [] };
}

function namesIn<Kind extends 'agencies' | 'categories' | 'services'>(
  kind: Kind,
  file: (Record<Kind, Entries> & { retired: Entries }) | undefined,
  language: string,
): Named[] {
  return ([kind, 'retired'] as const).flatMap((list) =>
    (file?.[list] ?? []).flatMap(({ code, names }, at): Named[] => {
      const name = names[language];
      const path = [list, at, 'names', language];
      return name === undefined ? [] : [{ file: `${kind}.json`, path, code, name }];
    }),
  );
}

function languagesOf({ 'city.json': file }: Partial<PackFiles>): readonly string[] {
  return file?.languages ?? [];
}

interface Contact {
  code: string;
  email: string;
}

function contactLists({
  'city.json': file,
}: Partial<PackFiles>): { path: PropertyKey[]; contacts: Contact[] }[] {
  if (!file) return [];
  return [
    { path: ['commandCentre', 'contacts'], contacts: file.commandCentre.contacts },
    { path: ['leadership'], contacts: file.leadership ?? [] },
  ];
}

/** A person listed as two contacts would get each mail twice. */
function mailedTwice(path: PropertyKey[], contacts: readonly Contact[]): PackIssue[] {
  return contacts.flatMap(({ email, code }, at) => {
    const before = contacts.slice(0, at).find((other) => other.email.toLowerCase() === email.toLowerCase());
    if (!before || before.code === code) return [];
    const message = `"${email}" is the address of "${before.code}", too: they would get each mail twice`;
    return [{ file: 'city.json', path: [...path, at, 'email'], message }];
  });
}
