import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CityPack } from '../../city/city-pack';
import type { SortedBy } from '../../city/directory';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi } from '../city/pack-folders';

type Json = Record<string, unknown>;
type Entry = Json & { code: string };

/** One of the pack's files, to be changed in place. */
export type ChangeFile = (file: string, change: (content: Record<string, Entry[]>) => void) => Promise<void>;

/** Changes a copy of the default pack in a folder of its own, lets it be used, and removes it. */
export async function withChangedPack<T>(
  change: (file: ChangeFile) => Promise<void>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sikesal-changed-'));
  try {
    await cp(kotaJambi, folder, { recursive: true });
    await change(async (file, edit) => {
      const path = join(folder, file);
      const content = JSON.parse(await readFile(path, 'utf8')) as Record<string, Entry[]>;
      edit(content);
      await writeFile(path, JSON.stringify(content));
    });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Retiring {
  kind: SortedBy;
  code: string;
  successor: string;
  /** Only for an agency. */
  openCases?: 'hand_over' | 'finish';
}

export const SINCE = '2026-11-30';

/** Does what docs/operations.md says: moves the entry to `retired`, and has nothing new name it any more. */
export async function retire(
  edit: ChangeFile,
  { kind, code, successor, openCases }: Retiring,
): Promise<void> {
  await edit(`${kind}.json`, (content) => {
    const entry = take(content[kind] ?? [], code);
    const keys = { since: SINCE, successor, ...(openCases ? { openCases } : {}) };
    content.retired = [...(content.retired ?? []), { ...namesOf(kind, entry), ...keys }];
  });
  if (kind === 'agencies')
    await edit('categories.json', ({ categories = [] }) => {
      for (const category of categories) if (category.agency === code) category.agency = successor;
    });
  if (kind === 'categories') {
    await edit('filing.json', (content) => {
      content.likelyFirst = (content.likelyFirst ?? []).filter((each) => String(each) !== code);
    });
    await edit('themes.json', (content) => {
      content.themes = (content.themes ?? []).filter(({ category }) => category !== code);
    });
  }
}

function take(entries: Entry[], code: string): Entry {
  const [entry] = entries.splice(
    entries.findIndex((each) => each.code === code),
    1,
  );
  if (entry?.code !== code) throw new Error(`the pack has no "${code}"`);
  return entry;
}

function namesOf(kind: SortedBy, entry: Entry): Entry {
  const { code, names, name } = entry;
  return { agencies: entry, categories: { code, names }, districts: { code, name } }[kind];
}

export function retired(retiring: Retiring): Promise<CityPack> {
  return withChangedPack((edit) => retire(edit, retiring), loadCityPack);
}

/** The same city without an entry, as though its code had never existed. */
export function without(kind: SortedBy, code: string, successor: string): Promise<CityPack> {
  const retiring: Retiring = {
    ...{ kind, code, successor },
    ...(kind === 'agencies' ? { openCases: 'finish' as const } : {}),
  };
  return withChangedPack(async (edit) => {
    await retire(edit, retiring);
    await edit(`${kind}.json`, (content) => {
      content.retired = [];
    });
    if (kind === 'categories')
      await edit('replies.json', (content) => {
        content.replies = [];
      });
  }, loadCityPack);
}

/** Does what a city does that gives up its other language. */
export async function speakIndonesianOnly(edit: ChangeFile): Promise<void> {
  const lists = ['agencies', 'categories', 'holidays', 'replies', 'services'].map((name) => `${name}.json`);
  for (const file of ['city.json', ...lists, 'geography/water.geojson'])
    await edit(file, (content) => {
      inIndonesian(content);
      if (file === 'city.json') Object.assign(content, { languages: ['id'] });
    });
}

/** Leaves every text of a file in Indonesian only. */
function inIndonesian(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('id' in node && 'en' in node) Reflect.deleteProperty(node, 'en');
  for (const each of Object.values(node)) inIndonesian(each);
}
