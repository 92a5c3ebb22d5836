import type { Fault } from './city-pack-error';
import type { SortedBy } from './directory';
import { doublesIn } from './doubles-in';
import { findNameFaults } from './find-name-faults';
import { findOutlineFaults } from './find-outline-faults';
import { findReferenceFaults } from './find-reference-faults';
import { findRetiredFaults } from './find-retired-faults';
import { findTextFaults } from './find-text-faults';
import type { CodesOfPack } from './known-codes';
import type { PackFileName, PackFiles } from './pack-schemas';

/** Files of which a shape is sound; those with a fault of theirs are looked at when it is mended. */
type SoundFiles = Partial<PackFiles>;
type Find<Names extends PackFileName> = (files: Pick<PackFiles, Names>) => Fault[];

/** What is wrong between well-shaped files: references, order, doubles, missing languages, misplaced points. */
export function findPackFaults(files: SoundFiles, codes: CodesOfPack): Fault[] {
  const given = <Names extends PackFileName>(names: Names[], find: Find<Names>): Fault[] =>
    names.every((name) => files[name] !== undefined) ? find(files as Pick<PackFiles, Names>) : [];
  return [
    ...given(['city.json'], cityDoubles),
    ...(['districts', 'agencies', 'categories'] as const).flatMap((kind) =>
      given([`${kind}.json`], (sound) => codeDoubles(kind, sound[`${kind}.json`])),
    ),
    ...given(['filing.json'], filingDoubles),
    ...given(['holidays.json'], holidayDoubles),
    ...findNameFaults(files),
    ...given(['city.json'], languageFaults),
    ...findReferenceFaults(files, codes),
    ...given(['categories.json', 'policy.json'], targetFaults),
    ...given(['policy.json'], policyFaults),
    ...findRetiredFaults(files, codes),
    ...(files['city.json'] ? findTextFaults(files, files['city.json'].languages) : []),
    ...given(['outline.geojson', 'districts.json', 'city.json'], findOutlineFaults),
  ];
}

function cityDoubles(files: Pick<PackFiles, 'city.json'>): Fault[] {
  const { languages, commandCentre, leadership = [] } = files['city.json'];
  return [
    ...doublesIn('city.json', ['languages'], [], languages),
    ...doublesIn('city.json', ['commandCentre', 'contacts'], ['code'], codesOf(commandCentre.contacts)),
    ...doublesIn('city.json', ['leadership'], ['code'], codesOf(leadership)),
  ];
}

type Coded = readonly { code: string }[];

/** Also between what is in use and what is retired: a code means one thing. */
function codeDoubles(kind: SortedBy, file: Partial<Record<SortedBy, Coded>> & { retired: Coded }): Fault[] {
  const inUse = codesOf(file[kind] ?? []);
  return doublesIn(`${kind}.json`, [kind], ['code'], [...inUse, ...codesOf(file.retired)]).map((fault) =>
    placeOfRetired(fault, inUse.length),
  );
}

function placeOfRetired({ path, ...fault }: Fault, inUse: number): Fault {
  const [list = '', at, ...rest] = path;
  const isRetired = typeof at === 'number' && at >= inUse;
  return { ...fault, path: isRetired ? ['retired', at - inUse, ...rest] : [list, ...path.slice(1)] };
}

function filingDoubles(files: Pick<PackFiles, 'filing.json'>): Fault[] {
  const { likelyFirst, dangerWords } = files['filing.json'];
  return [
    ...doublesIn('filing.json', ['likelyFirst'], [], likelyFirst),
    ...doublesIn('filing.json', ['dangerWords'], [], dangerWords),
    ...doublesInDanger(files['filing.json'].dangerContext),
  ];
}

function doublesInDanger(context: PackFiles['filing.json']['dangerContext']): Fault[] {
  const lists = context ? (['harmless', 'past', 'present'] as const) : [];
  return lists.flatMap((list) =>
    doublesIn('filing.json', ['dangerContext', list], [], context?.[list] ?? []),
  );
}

function holidayDoubles(files: Pick<PackFiles, 'holidays.json'>): Fault[] {
  const dates = files['holidays.json'].holidays.map(({ date }) => date);
  return doublesIn('holidays.json', ['holidays'], ['date'], dates);
}

function codesOf(items: Coded): string[] {
  return items.map(({ code }) => code);
}

function languageFaults(files: Pick<PackFiles, 'city.json'>): Fault[] {
  const { languages, defaultLanguage } = files['city.json'];
  if (languages.includes(defaultLanguage)) return [];
  const message = `"${defaultLanguage}" is not among the languages (${languages.join(', ')})`;
  return [{ file: 'city.json', path: ['defaultLanguage'], message }];
}

function targetFaults(files: Pick<PackFiles, 'categories.json' | 'policy.json'>): Fault[] {
  const file = 'categories.json';
  return files[file].categories.flatMap(({ targetHours }, at) =>
    notACheckpoint(files, { file, path: ['categories', at, 'targetHours'], hours: targetHours }),
  );
}

function policyFaults(files: Pick<PackFiles, 'policy.json'>): Fault[] {
  const file = 'policy.json';
  const { checkpoints, reopenTargetHours } = files[file];
  const order = checkpoints.slice(1).flatMap((checkpoint, before): Fault[] => {
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

function after(key: { file: string; path: PropertyKey[]; value: number; previous: number }): Fault[] {
  if (key.value > key.previous) return [];
  return [
    { file: key.file, path: key.path, message: `must be more than ${key.previous}, checkpoints ascend` },
  ];
}

function notACheckpoint(
  files: Pick<PackFiles, 'policy.json'>,
  key: { file: string; path: PropertyKey[]; hours: number },
): Fault[] {
  const known = files['policy.json'].checkpoints.map(({ hours }) => hours);
  if (known.includes(key.hours)) return [];
  return [
    { file: key.file, path: key.path, message: `${key.hours} is not a checkpoint (${known.join(', ')})` },
  ];
}
