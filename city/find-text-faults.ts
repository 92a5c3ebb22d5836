import type { LocalizedText } from './city-pack';
import type { Fault } from './city-pack-error';
import type { PackFiles } from './pack-schemas';

interface PlacedText {
  file: string;
  path: PropertyKey[];
  text: LocalizedText;
}

/** Texts that lack a language of the pack, or have one that the pack does not list. */
export function findTextFaults(files: PackFiles): Fault[] {
  const languages: readonly string[] = files['city.json'].languages;
  return textsOf(files).flatMap(({ file, path, text }) => [
    ...languages
      .filter((language) => !Object.hasOwn(text, language))
      .map((language) => ({ file, path: [...path, language], message: 'is missing' })),
    ...Object.keys(text)
      .filter((language) => !languages.includes(language))
      .map((language) => ({ file, path: [...path, language], message: 'is not a language of the pack' })),
  ]);
}

function textsOf(files: PackFiles): PlacedText[] {
  return [
    ...commandCentreTexts(files),
    ...agencyTexts(files),
    ...files['categories.json'].categories.map(({ names }, at) => ({
      file: 'categories.json',
      path: ['categories', at, 'names'],
      text: names,
    })),
    ...files['holidays.json'].holidays.map(({ names }, at) => ({
      file: 'holidays.json',
      path: ['holidays', at, 'names'],
      text: names,
    })),
    ...replyTexts(files),
  ];
}

function replyTexts(files: PackFiles): PlacedText[] {
  const file = 'replies.json';
  return files[file].replies.flatMap(({ titles, texts }, at) => [
    { file, path: ['replies', at, 'titles'], text: titles },
    { file, path: ['replies', at, 'texts'], text: texts },
  ]);
}

function commandCentreTexts(files: PackFiles): PlacedText[] {
  const file = 'city.json';
  const { names, contacts } = files[file].commandCentre;
  return [
    { file, path: ['commandCentre', 'names'], text: names },
    ...contacts.map(({ titles }, at) => ({
      file,
      path: ['commandCentre', 'contacts', at, 'titles'],
      text: titles,
    })),
  ];
}

function agencyTexts(files: PackFiles): PlacedText[] {
  const file = 'agencies.json';
  return files[file].agencies.flatMap(({ names, supervisor, head }, at) => [
    { file, path: ['agencies', at, 'names'], text: names },
    { file, path: ['agencies', at, 'supervisor', 'titles'], text: supervisor.titles },
    { file, path: ['agencies', at, 'head', 'titles'], text: head.titles },
  ]);
}
