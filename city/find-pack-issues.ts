import type { PackIssue } from './city-pack-error';
import type { SortedBy } from './directory';
import { doublesIn } from './doubles-in';
import { findGeographyIssues, GEOGRAPHY_FILES } from './find-geography-issues';
import { findNameIssues } from './find-name-issues';
import { findOutlineIssues } from './find-outline-issues';
import { findReferenceIssues } from './find-reference-issues';
import { findRetiredIssues } from './find-retired-issues';
import { findTextIssues } from './find-text-issues';
import type { CodesOfPack } from './known-codes';
import type { PackFileName, PackFiles } from './pack-schemas';

/** Files whose shape is valid; the others are checked here once their own issues are solved. */
type SoundFiles = Partial<PackFiles>;
type Find<Names extends PackFileName> = (files: Pick<PackFiles, Names>) => PackIssue[];

/** What is wrong between well-shaped files: references, order, duplicates, missing languages, misplaced points. */
export function findPackIssues(files: SoundFiles, codes: CodesOfPack): PackIssue[] {
  const given = <Names extends PackFileName>(names: Names[], find: Find<Names>): PackIssue[] =>
    names.every((name) => files[name] !== undefined) ? find(files as Pick<PackFiles, Names>) : [];
  return [
    ...given(['city.json'], cityDoubles),
    ...(['districts', 'agencies', 'categories'] as const).flatMap((kind) =>
      given([`${kind}.json`], (sound) => codeDoubles(kind, sound[`${kind}.json`])),
    ),
    ...given(['filing.json'], filingDoubles),
    ...given(['holidays.json'], holidayDoubles),
    ...given(['services.json'], serviceDoubles),
    ...findNameIssues(files),
    ...given(['city.json'], languageIssues),
    ...findReferenceIssues(files, codes),
    ...given(['categories.json', 'policy.json'], targetIssues),
    ...given(['policy.json'], policyIssues),
    ...findRetiredIssues(files, codes),
    ...(files['city.json'] ? findTextIssues(files, files['city.json'].languages) : []),
    ...given(['outline.geojson', 'districts.json', 'city.json'], findOutlineIssues),
    ...given([...GEOGRAPHY_FILES], findGeographyIssues),
  ];
}

function cityDoubles(files: Pick<PackFiles, 'city.json'>): PackIssue[] {
  const { languages, commandCentre, leadership = [] } = files['city.json'];
  return [
    ...doublesIn('city.json', ['languages'], [], languages),
    ...doublesIn('city.json', ['commandCentre', 'contacts'], ['code'], codesOf(commandCentre.contacts)),
    ...doublesIn('city.json', ['leadership'], ['code'], codesOf(leadership)),
  ];
}

type Coded = readonly { code: string }[];

/** Compares those in use with the retired ones as well: a code means one thing. */
function codeDoubles(
  kind: SortedBy,
  file: Partial<Record<SortedBy, Coded>> & { retired: Coded },
): PackIssue[] {
  const inUse = codesOf(file[kind] ?? []);
  return doublesIn(`${kind}.json`, [kind], ['code'], [...inUse, ...codesOf(file.retired)]).map((issue) =>
    placeOfRetired(issue, inUse.length),
  );
}

function placeOfRetired({ path, ...issue }: PackIssue, inUse: number): PackIssue {
  const [list = '', at, ...rest] = path;
  const isRetired = typeof at === 'number' && at >= inUse;
  return { ...issue, path: isRetired ? ['retired', at - inUse, ...rest] : [list, ...path.slice(1)] };
}

function filingDoubles(files: Pick<PackFiles, 'filing.json'>): PackIssue[] {
  const { likelyFirst, dangerWords, mailDomains } = files['filing.json'];
  return [
    ...doublesIn('filing.json', ['likelyFirst'], [], likelyFirst),
    ...doublesIn('filing.json', ['dangerWords'], [], dangerWords),
    ...doublesIn('filing.json', ['mailDomains'], [], mailDomains),
    ...doublesInDanger(files['filing.json'].dangerContext),
  ];
}

function doublesInDanger(context: PackFiles['filing.json']['dangerContext']): PackIssue[] {
  const lists = context ? (['harmless', 'past', 'present'] as const) : [];
  return lists.flatMap((list) =>
    doublesIn('filing.json', ['dangerContext', list], [], context?.[list] ?? []),
  );
}

function holidayDoubles(files: Pick<PackFiles, 'holidays.json'>): PackIssue[] {
  const dates = files['holidays.json'].holidays.map(({ date }) => date);
  return doublesIn('holidays.json', ['holidays'], ['date'], dates);
}

/** Two services with the same word would leave the hint to the order of the list. */
function serviceDoubles(files: Pick<PackFiles, 'services.json'>): PackIssue[] {
  const file = 'services.json';
  const { services } = files[file];
  return [
    ...doublesIn(file, ['services'], ['code'], codesOf(services)),
    ...services.flatMap(({ keywords }, at) => doublesIn(file, ['services', at, 'keywords'], [], keywords)),
    ...services.flatMap(({ keywords }, at) =>
      keywords.flatMap((word, place) => {
        const before = services.slice(0, at).find((other) => other.keywords.includes(word));
        const message = `"${word}" is a keyword of "${before?.code}", too`;
        return before ? [{ file, path: ['services', at, 'keywords', place], message }] : [];
      }),
    ),
  ];
}

function codesOf(items: Coded): string[] {
  return items.map(({ code }) => code);
}

function languageIssues(files: Pick<PackFiles, 'city.json'>): PackIssue[] {
  const { languages, defaultLanguage } = files['city.json'];
  if (languages.includes(defaultLanguage)) return [];
  const message = `"${defaultLanguage}" is not among the languages (${languages.join(', ')})`;
  return [{ file: 'city.json', path: ['defaultLanguage'], message }];
}

function targetIssues(files: Pick<PackFiles, 'categories.json' | 'policy.json'>): PackIssue[] {
  const file = 'categories.json';
  return files[file].categories.flatMap(({ targetHours }, at) =>
    notACheckpoint(files, { file, path: ['categories', at, 'targetHours'], hours: targetHours }),
  );
}

function policyIssues(files: Pick<PackFiles, 'policy.json'>): PackIssue[] {
  const file = 'policy.json';
  const { checkpoints, reopenTargetHours } = files[file];
  const order = checkpoints.slice(1).flatMap((checkpoint, before): PackIssue[] => {
    const previous = checkpoints[before];
    if (!previous) return [];
    const path = ['checkpoints', before + 1];
    return [
      ...after({ file, path: [...path, 'hours'], value: checkpoint.hours, previous: previous.hours }),
      ...after({ file, path: [...path, 'level'], value: checkpoint.level, previous: previous.level }),
    ];
  });
  return [
    ...order,
    ...notACheckpoint(files, { file, path: ['reopenTargetHours'], hours: reopenTargetHours }),
  ];
}

function after(key: { file: string; path: PropertyKey[]; value: number; previous: number }): PackIssue[] {
  if (key.value > key.previous) return [];
  return [
    { file: key.file, path: key.path, message: `must be more than ${key.previous}, checkpoints ascend` },
  ];
}

function notACheckpoint(
  files: Pick<PackFiles, 'policy.json'>,
  key: { file: string; path: PropertyKey[]; hours: number },
): PackIssue[] {
  const known = files['policy.json'].checkpoints.map(({ hours }) => hours);
  if (known.includes(key.hours)) return [];
  return [
    { file: key.file, path: key.path, message: `${key.hours} is not a checkpoint (${known.join(', ')})` },
  ];
}
