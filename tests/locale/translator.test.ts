import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createTranslator, type MessageKey } from '../../locale/translator';
import { templatesFolder } from '../mail/mail-desk';

const folder = join(templatesFolder, 'locales');

function textsOf(language: string): Map<string, string> {
  const leaves = (node: object, path: string): [string, string][] =>
    Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? leaves(value, `${path}${key}.`)
        : [[`${path}${key}`, String(value)]],
    );
  const files = readdirSync(join(folder, language));
  const treeOf = (file: string) => JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as object;
  return new Map(files.flatMap((file) => leaves(treeOf(file), `${basename(file, '.json')}.`)));
}

describe('the locale files', () => {
  const [indonesian, english] = [textsOf('id'), textsOf('en')];

  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...indonesian.keys()].sort());
  });

  it('have the same placeholders in both languages', () => {
    const placeholders = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort();
    const both = (key: string) => [key, placeholders(indonesian.get(key)), placeholders(english.get(key))];
    const unequal = [...indonesian.keys()]
      .map(both)
      .filter(([, one, other]) => String(one) !== String(other));
    expect(unequal).toEqual([]);
  });

  it('hold no empty text, no markup and no brace that is not a placeholder', () => {
    for (const text of [...indonesian.values(), ...english.values()]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[{}<>]/);
    }
  });
});

describe('the translator', () => {
  const translator = createTranslator(folder);

  it('puts values where their placeholders are, and treats nothing in them as a placeholder', () => {
    expect(translator.translate('en', 'words.timeline.assigned', { agency: '{time} $& Agency' })).toBe(
      'Sent to {time} $& Agency',
    );
  });

  it('fails on a placeholder without a value and on a text that does not exist', () => {
    expect(() => translator.translate('en', 'words.timeline.assigned')).toThrow('{agency}');
    expect(() =>
      translator.translate('en', 'words.timeline.assigned', { agency: undefined as never }),
    ).toThrow('{agency}');
    expect(() => translator.in('id')('words.nothing' as MessageKey)).toThrow('no text "words.nothing"');
  });

  it('refuses a file in which something is not a text', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'locales-'));
    try {
      for (const language of ['id', 'en']) await mkdir(join(broken, language));
      await writeFile(join(broken, 'id', 'words.json'), '{"a":1}');
      expect(() => createTranslator(broken)).toThrow('"words.a"');
    } finally {
      await rm(broken, { recursive: true });
    }
  });
});
