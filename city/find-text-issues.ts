import type { LocalizedText } from './city-pack';
import type { PackIssue } from './city-pack-error';
import type { PackFiles } from './pack-schemas';

interface PlacedText {
  file: string;
  path: PropertyKey[];
  text: LocalizedText;
}

/** Texts that lack a language of the pack, or have one that the pack does not list. */
export function findTextIssues(files: Partial<PackFiles>, languages: readonly string[]): PackIssue[] {
  return textsOf(files).flatMap(({ file, path, text }) => [
    ...languages
      .filter((language) => !Object.hasOwn(text, language))
      .map((language) => ({ file, path: [...path, language], message: 'is missing' })),
    ...Object.keys(text)
      .filter((language) => !languages.includes(language))
      .map((language) => ({ file, path: [...path, language], message: 'is not a language of the pack' })),
  ]);
}

function textsOf(files: Partial<PackFiles>): PlacedText[] {
  return [
    ...commandCentreTexts(files),
    ...agencyTexts(files),
    ...categoryTexts(files),
    ...holidayTexts(files),
    ...replyTexts(files),
    ...serviceTexts(files),
    ...waterTexts(files),
  ];
}

function categoryTexts({ 'categories.json': content }: Partial<PackFiles>): PlacedText[] {
  return (['categories', 'retired'] as const).flatMap((list) =>
    (content?.[list] ?? []).map(({ names }, at) => ({
      file: 'categories.json',
      path: [list, at, 'names'],
      text: names,
    })),
  );
}

function holidayTexts({ 'holidays.json': content }: Partial<PackFiles>): PlacedText[] {
  return (content?.holidays ?? []).map(({ names }, at) => ({
    file: 'holidays.json',
    path: ['holidays', at, 'names'],
    text: names,
  }));
}

function replyTexts({ 'replies.json': content }: Partial<PackFiles>): PlacedText[] {
  const file = 'replies.json';
  return (content?.replies ?? []).flatMap(({ titles, texts }, at) => [
    { file, path: ['replies', at, 'titles'], text: titles },
    { file, path: ['replies', at, 'texts'], text: texts },
  ]);
}

function serviceTexts({ 'services.json': content }: Partial<PackFiles>): PlacedText[] {
  return (content?.services ?? []).flatMap((service, at) =>
    (['names', 'purposes', 'belongs', 'ask'] as const).flatMap((key) => {
      const text = service[key];
      return text ? [{ file: 'services.json', path: ['services', at, key], text }] : [];
    }),
  );
}

function waterTexts(files: Partial<PackFiles>): PlacedText[] {
  const file = 'geography/water.geojson';
  return (files[file]?.features ?? []).map(({ properties }, at) => ({
    file,
    path: ['features', at, 'properties', 'names'],
    text: properties.names,
  }));
}

function commandCentreTexts({ 'city.json': content }: Partial<PackFiles>): PlacedText[] {
  if (!content) return [];
  const file = 'city.json';
  const { commandCentre, leadership = [] } = content;
  return [
    { file, path: ['commandCentre', 'names'], text: commandCentre.names },
    ...commandCentre.contacts.map(({ titles }, at) => ({
      file,
      path: ['commandCentre', 'contacts', at, 'titles'],
      text: titles,
    })),
    ...leadership.map(({ titles }, at) => ({ file, path: ['leadership', at, 'titles'], text: titles })),
  ];
}

function agencyTexts({ 'agencies.json': content }: Partial<PackFiles>): PlacedText[] {
  const file = 'agencies.json';
  return (['agencies', 'retired'] as const).flatMap((list) =>
    (content?.[list] ?? []).flatMap(({ names, supervisor, head }, at) => [
      { file, path: [list, at, 'names'], text: names },
      { file, path: [list, at, 'supervisor', 'titles'], text: supervisor.titles },
      { file, path: [list, at, 'head', 'titles'], text: head.titles },
    ]),
  );
}
