import type { Fault } from './city-pack-error';
import { findOutlineFaults } from './find-outline-faults';
import { findTextFaults } from './find-text-faults';
import type { PackFileName, PackFiles } from './pack-schemas';

/** What is wrong between well-shaped files: references, order, doubles, missing languages, misplaced points. */
export function findPackFaults(files: PackFiles): Fault[] {
  return [
    ...doubles(files),
    ...languageFaults(files),
    ...categoryFaults(files),
    ...policyFaults(files),
    ...filingFaults(files),
    ...replyFaults(files),
    ...themeFaults(files),
    ...findTextFaults(files),
    ...findOutlineFaults(files),
  ];
}

function doubles(files: PackFiles): Fault[] {
  const { languages, commandCentre, leadership = [] } = files['city.json'];
  return [
    ...doublesIn('city.json', ['languages'], [], languages),
    ...doublesIn('city.json', ['commandCentre', 'contacts'], ['code'], codesOf(commandCentre.contacts)),
    ...doublesIn('city.json', ['leadership'], ['code'], codesOf(leadership)),
    ...doublesIn('districts.json', ['districts'], ['code'], codesOf(files['districts.json'].districts)),
    ...doublesIn('agencies.json', ['agencies'], ['code'], codesOf(files['agencies.json'].agencies)),
    ...doublesIn('categories.json', ['categories'], ['code'], codesOf(files['categories.json'].categories)),
    ...doublesIn('filing.json', ['likelyFirst'], [], files['filing.json'].likelyFirst),
    ...doublesIn('filing.json', ['dangerWords'], [], files['filing.json'].dangerWords),
    ...doublesInDanger(files['filing.json'].dangerContext),
    ...doublesIn(
      'holidays.json',
      ['holidays'],
      ['date'],
      files['holidays.json'].holidays.map(({ date }) => date),
    ),
  ];
}

function doublesInDanger(context: PackFiles['filing.json']['dangerContext']): Fault[] {
  const lists = context ? (['harmless', 'past', 'present'] as const) : [];
  return lists.flatMap((list) =>
    doublesIn('filing.json', ['dangerContext', list], [], context?.[list] ?? []),
  );
}

function codesOf(items: readonly { code: string }[]): string[] {
  return items.map(({ code }) => code);
}

function doublesIn(
  file: PackFileName,
  list: PropertyKey[],
  key: string[],
  values: readonly string[],
): Fault[] {
  return values.flatMap((value, at) => {
    if (values.indexOf(value) === at) return [];
    return [{ file, path: [...list, at, ...key], message: `"${value}" stands here twice` }];
  });
}

function languageFaults(files: PackFiles): Fault[] {
  const { languages, defaultLanguage } = files['city.json'];
  if (languages.includes(defaultLanguage)) return [];
  const message = `"${defaultLanguage}" is not among the languages (${languages.join(', ')})`;
  return [{ file: 'city.json', path: ['defaultLanguage'], message }];
}

function categoryFaults(files: PackFiles): Fault[] {
  const file = 'categories.json';
  const agencies = new Set(codesOf(files['agencies.json'].agencies));
  return files[file].categories.flatMap(({ agency, targetHours }, at) => {
    const faults: Fault[] = [];
    const path = ['categories', at];
    if (!agencies.has(agency)) {
      faults.push({ file, path: [...path, 'agency'], message: `no agency has the code "${agency}"` });
    }
    return [
      ...faults,
      ...notACheckpoint(files, { file, path: [...path, 'targetHours'], hours: targetHours }),
    ];
  });
}

function policyFaults(files: PackFiles): Fault[] {
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

function filingFaults(files: PackFiles): Fault[] {
  const file = 'filing.json';
  return unknownCategories(files, { file, path: ['likelyFirst'], codes: files[file].likelyFirst });
}

function replyFaults(files: PackFiles): Fault[] {
  const file = 'replies.json';
  return files[file].replies.flatMap(({ categories }, at) => {
    const path = ['replies', at, 'categories'];
    return [
      ...doublesIn(file, path, [], categories),
      ...unknownCategories(files, { file, path, codes: categories }),
    ];
  });
}

function themeFaults(files: PackFiles): Fault[] {
  const file = 'themes.json';
  const codes = files[file].themes.map(({ category }) => category);
  return unknownCategories(files, { file, path: ['themes'], codes }).map((fault) => ({
    ...fault,
    path: [...fault.path, 'category'],
  }));
}

function unknownCategories(
  files: PackFiles,
  { file, path, codes }: { file: string; path: PropertyKey[]; codes: readonly string[] },
): Fault[] {
  const known = new Set(codesOf(files['categories.json'].categories));
  return codes.flatMap((code, at) =>
    known.has(code) ? [] : [{ file, path: [...path, at], message: `no category has the code "${code}"` }],
  );
}

function after(key: { file: string; path: PropertyKey[]; value: number; previous: number }): Fault[] {
  if (key.value > key.previous) return [];
  return [
    { file: key.file, path: key.path, message: `must be more than ${key.previous}, checkpoints ascend` },
  ];
}

function notACheckpoint(
  files: PackFiles,
  key: { file: string; path: PropertyKey[]; hours: number },
): Fault[] {
  const known = files['policy.json'].checkpoints.map(({ hours }) => hours);
  if (known.includes(key.hours)) return [];
  return [
    { file: key.file, path: key.path, message: `${key.hours} is not a checkpoint (${known.join(', ')})` },
  ];
}
