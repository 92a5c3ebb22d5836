import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi, saltmere, setIn, withCopyOfSaltmere } from './pack-folders';

describe('a city pack', () => {
  it('of Kota Jambi carries the eight categories with their agencies and targets', async () => {
    const pack = await loadCityPack(kotaJambi);
    const rows = pack.categories.map(({ code, agency, targetHours }) => [code, agency, targetHours]);
    expect(rows).toEqual([
      ['jalan', 'pupr', 72],
      ['infrastruktur', 'pupr', 72],
      ['drainase', 'pupr', 48],
      ['kebersihan', 'dlh', 24],
      ['lampu-jalan', 'dishub', 24],
      ['parkir', 'dishub', 48],
      ['air-bersih', 'tirta-mayang', 24],
      ['pelayanan-umum', 'organisasi', 48],
    ]);
  });

  it('of Kota Jambi escalates at 24, 48 and 72 hours, to the command centre and the city secretary', async () => {
    const { policy, commandCentre, timeZone, languages, districts } = await loadCityPack(kotaJambi);
    expect(policy).toEqual({
      version: '2026-13',
      warnings: { percentLeft: 25, atMostHours: 6 },
      checkpoints: [
        { hours: 24, level: 1 },
        { hours: 48, level: 2 },
        { hours: 72, level: 3 },
      ],
      reopenTargetHours: 24,
      objectionWindowHours: 72,
      untoldWindowHours: 336,
      reminders: { everyHours: 24, forHours: 168, thenEveryHours: 168 },
      handOversByAgencies: 2,
      extensionMaxHours: 72,
    });
    expect(commandCentre.contacts.map(({ code }) => code)).toEqual(['jcoc', 'sekda']);
    expect([timeZone, ...languages]).toEqual(['Asia/Jakarta', 'id', 'en']);
    expect(districts).toHaveLength(11);
  });

  it('of Kota Jambi writes only to addresses that nobody owns', async () => {
    const { agencies, commandCentre } = await loadCityPack(kotaJambi);
    const addresses = [
      ...agencies.flatMap(({ mailbox, supervisor, head }) => [mailbox, supervisor.email, head.email]),
      ...commandCentre.contacts.map(({ email }) => email),
    ];
    expect(addresses).toHaveLength(17);
    expect(addresses.filter((address) => address?.endsWith('.example') !== true)).toEqual([]);
  });

  it('of Kota Jambi never suggests two categories for one word', async () => {
    const { categories } = await loadCityPack(kotaJambi);
    const words = categories.flatMap(({ keywords }) => keywords);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    expect(categories.filter(({ keywords }) => keywords.length < 10)).toEqual([]);
  });

  it('of another city has its own time zone, languages, categories, checkpoints and command centre', async () => {
    const pack = await loadCityPack(saltmere);
    expect(pack).toMatchObject({
      code: 'saltmere',
      timeZone: 'America/St_Johns',
      languages: ['en', 'id'],
      defaultLanguage: 'en',
      commandCentre: { name: 'Harbour Watch' },
      retention: { reporterDaysAfterClosing: 90 },
    });
    expect(pack.policy.checkpoints.map(({ hours }) => hours)).toEqual([12, 36, 60]);
    expect(pack.categories.map(({ code, keywords }) => [code, keywords.length])).toEqual([
      ['quay-wall', 3],
      ['beacon', 0],
    ]);
  });

  it('is read despite what editors and word processors leave in it', async () => {
    await withCopyOfSaltmere(async (folder) => {
      const file = join(folder, 'city.json');
      await setIn(file, ['name'], 'Salt\u00A0mere\u202E\n');
      await writeFile(file, `\uFEFF${await readFile(file, 'utf8')}`);
      expect((await loadCityPack(folder)).name).toBe('Salt mere');
    });
  });

  it('cannot be changed by whoever holds it', async () => {
    const pack = await loadCityPack(saltmere);
    expect(() => Object.assign(pack, { name: 'Elsewhere' })).toThrow(TypeError);
    expect(() => pack.policy.checkpoints.pop()).toThrow(TypeError);
    expect(() => Object.assign(pack.agencies[0]?.head.titles ?? {}, { en: 'Boss' })).toThrow(TypeError);
  });
});

describe('the help with filing in a pack', () => {
  it('orders all categories of Kota Jambi and has danger words in both languages', async () => {
    const { filing, categories } = await loadCityPack(kotaJambi);
    expect([...filing.likelyFirst].sort()).toEqual(categories.map(({ code }) => code).sort());
    expect(filing.dangerWords).toEqual(expect.arrayContaining(['kebakaran', 'gas leak']));
  });

  it('may be left out in whole or in part', async () => {
    await withCopyOfSaltmere(async (folder) => {
      await setIn(join(folder, 'filing.json'), ['dangerWords'], undefined);
      expect((await loadCityPack(folder)).filing).toEqual({
        ...{ dangerWords: [], likelyFirst: ['quay-wall'], mailDomains: [] },
      });
      await rm(join(folder, 'filing.json'));
      expect((await loadCityPack(folder)).filing).toEqual({
        ...{ dangerWords: [], likelyFirst: [], mailDomains: [] },
      });
    });
  });
});

describe('the saved replies of a pack', () => {
  it('have a text for every category of Kota Jambi and each act that takes one', async () => {
    const { replies, categories } = await loadCityPack(kotaJambi);
    for (const { code } of categories) {
      const acts = replies
        .filter(({ categories: fits }) => fits.length === 0 || fits.includes(code))
        .map(({ act }) => act);
      expect(new Set(acts)).toEqual(new Set(['resolve', 'reject', 'ask', 'notes']));
    }
  });

  it('may be left out', async () => {
    expect((await loadCityPack(saltmere)).replies).toEqual([]);
  });
});
