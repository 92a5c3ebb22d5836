import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CityPackError } from '../../city/city-pack-error';
import { loadCityPack } from '../../city/load-city-pack';
import { setIn, withCopyOfSaltmere } from './pack-folders';

async function issuesOf(folder: string): Promise<string[]> {
  const error: unknown = await loadCityPack(folder).then(
    () => new Error('the pack was accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof CityPackError)) throw error;
  return error.message.split('\n- ').slice(1);
}

function issuesAfter(file: string, path: readonly (string | number)[], value: unknown): Promise<string[]> {
  return withCopyOfSaltmere(async (folder) => {
    await setIn(join(folder, file), path, value);
    return issuesOf(folder);
  });
}

const master = { titles: { en: 'Master', id: 'Kepala' }, email: 'master@saltmere.example' };
const harbourOfficeAgain = {
  code: 'harbour-office',
  names: { en: 'Harbour', id: 'Pelabuhan' },
  mailbox: 'again@saltmere.example',
  supervisor: master,
  head: master,
};
const checkpointsOutOfOrder = [
  { hours: 12, level: 1 },
  { hours: 60, level: 2 },
  { hours: 36, level: 3 },
];

describe('a faulty city pack', () => {
  it.each<[string, (string | number)[], unknown, string]>([
    ['city.json', ['timeZone'], 'Asia/Atlantis', 'timeZone: must be an IANA time zone'],
    ['city.json', ['timeZone'], '+07:00', 'timeZone: must be an IANA time zone'],
    ['city.json', ['code'], 'Salt Mere', 'code: must be lower-case letters and digits, joined by hyphens'],
    ['city.json', ['name'], ' ', 'name: must not be empty'],
    ['city.json', ['name'], '\u3164\u200B', 'name: must not be empty'],
    ['city.json', ['name'], 'Salt\0mere', 'name: must not contain NUL or unpaired surrogates'],
    ['city.json', ['languages', 1], 'fr', 'languages[1]: Invalid option: expected one of "id"|"en"'],
    ['city.json', ['languages'], ['en', 'id', 'en'], 'languages[2]: "en" stands here twice'],
    ['city.json', ['emergencyNumber'], 'call me', 'emergencyNumber: must be a telephone number, digits only'],
    ['city.json', ['centre', 'latitude'], -40.02, "centre: lies outside the outline's extent"],
    ['city.json', ['commandCentre', 'contacts'], [], 'commandCentre.contacts: Too small'],
    ['city.json', ['commandCentre', 'names', 'id'], undefined, 'commandCentre.names.id: is missing'],
    [
      'city.json',
      ['retention', 'reporterDaysAfterClosing'],
      0,
      'retention.reporterDaysAfterClosing: Too small',
    ],
    ['city.json', ['motto'], 'Salt', 'motto: is not a known key'],
    [
      'outline.geojson',
      ['type'],
      'Point',
      "type: Invalid discriminator value. Expected 'Polygon' | 'MultiPolygon'",
    ],
    ['outline.geojson', ['coordinates', 0, 0, 4], [-40.1, 48.01], 'coordinates[0][0]: is not closed'],
    ['outline.geojson', ['coordinates', 1, 0, 2, 1], 148, 'coordinates[1][0][2][1]: Too big'],
    [
      'districts.json',
      ['districts', 1, 'code'],
      'old-quay',
      'districts[1].code: "old-quay" stands here twice',
    ],
    [
      'districts.json',
      ['districts', 1, 'name'],
      'OLD  quay',
      'districts[1].name: "OLD quay" is the name of "old-quay", too: people cannot tell them apart',
    ],
    [
      'districts.json',
      ['retired'],
      [{ code: 'first-quay', name: 'Old Quay', since: '2026-01-01' }],
      'retired[0].name: "Old Quay" is the name of "old-quay", too: people cannot tell them apart',
    ],
    [
      'districts.json',
      ['districts', 0, 'point'],
      { latitude: 48.05, longitude: -40.05 },
      'districts[0].point: lies outside the outline',
    ],
    ['districts.json', ['districts'], [], 'districts: Too small'],
    [
      'agencies.json',
      ['agencies', 2],
      harbourOfficeAgain,
      'agencies[2].code: "harbour-office" stands here twice',
    ],
    [
      'agencies.json',
      ['agencies', 1, 'names', 'id'],
      'Kantor Pelabuhan',
      'agencies[1].names.id: "Kantor Pelabuhan" is the name of "harbour-office", too: people cannot tell them apart',
    ],
    [
      'categories.json',
      ['categories', 1, 'names', 'en'],
      'Quay wall',
      'categories[1].names.en: "Quay wall" is the name of "quay-wall", too: people cannot tell them apart',
    ],
    [
      'city.json',
      ['commandCentre', 'contacts', 1],
      { code: 'mayor', titles: { en: 'Mayor', id: 'Wali Kota' }, email: 'Watch@saltmere.example' },
      'commandCentre.contacts[1].email: "Watch@saltmere.example" is the address of "watch", too: they would get each mail twice',
    ],
    ['agencies.json', ['agencies', 0, 'mailbox'], 'desk', 'agencies[0].mailbox: must be an e-mail address'],
    [
      'agencies.json',
      ['agencies', 1, 'head', 'email'],
      'a@b',
      'agencies[1].head.email: must be an e-mail address',
    ],
    ['agencies.json', ['agencies', 1, 'head'], undefined, 'agencies[1].head: is missing'],
    [
      'agencies.json',
      ['agencies', 0, 'head', 'titles', 'en'],
      undefined,
      'agencies[0].head.titles.en: is missing',
    ],
    [
      'agencies.json',
      ['agencies', 0, 'supervisor', 'titles', 'fr'],
      'Chef',
      'agencies[0].supervisor.titles.fr: is not a language of the pack',
    ],
    [
      'categories.json',
      ['categories', 1, 'agency'],
      'lamps',
      'categories[1].agency: no agency has the code "lamps"',
    ],
    [
      'categories.json',
      ['categories', 1, 'targetHours'],
      24,
      'categories[1].targetHours: 24 is not a checkpoint (12, 36, 60)',
    ],
    [
      'categories.json',
      ['categories', 1, 'targetHours'],
      '12',
      'categories[1].targetHours: Invalid input: expected number, received string',
    ],
    [
      'categories.json',
      ['categories', 1, 'code'],
      'quay-wall',
      'categories[1].code: "quay-wall" stands here twice',
    ],
    ['categories.json', ['categories', 0, 'names', 'en'], undefined, 'categories[0].names.en: is missing'],
    [
      'categories.json',
      ['categories', 0, 'keywords', 0],
      'Quay',
      'categories[0].keywords[0]: must be lower case',
    ],
    ['categories.json', ['categories', 0, 'target'], 12, 'categories[0].target: is not a known key'],
    ['policy.json', ['version'], '', 'version: must be lower-case letters, digits, dots and hyphens'],
    [
      'policy.json',
      ['checkpoints'],
      checkpointsOutOfOrder,
      'checkpoints[2].hours: must be more than 60, checkpoints ascend',
    ],
    [
      'policy.json',
      ['checkpoints', 2, 'level'],
      2,
      'checkpoints[2].level: must be more than 2, checkpoints ascend',
    ],
    [
      'policy.json',
      ['checkpoints', 2, 'level'],
      4,
      'checkpoints[2].level: Invalid option: expected one of 1|2|3',
    ],
    ['policy.json', ['reopenTargetHours'], 24, 'reopenTargetHours: 24 is not a checkpoint (12, 36, 60)'],
    ['policy.json', ['objectionWindowHours'], 0.5, 'objectionWindowHours: Invalid input: expected int'],
    ['policy.json', ['questionHoldHours'], -1, 'questionHoldHours: Too small'],
    ['policy.json', ['reminders', 'everyHours'], 0, 'reminders.everyHours: Too small'],
    [
      'holidays.json',
      ['holidays', 0, 'date'],
      '2026-02-30',
      'holidays[0].date: must be a calendar day, YYYY-MM-DD',
    ],
    [
      'holidays.json',
      ['holidays', 1],
      { date: '2026-07-04', names: { en: 'B', id: 'B' } },
      'holidays[1].date: "2026-07-04" stands here twice',
    ],
    ['filing.json', ['dangerWords', 0], 'Shipwreck', 'dangerWords[0]: must be lower case'],
    ['filing.json', ['dangerWords', 1], 'shipwreck', 'dangerWords[1]: "shipwreck" stands here twice'],
    ['filing.json', ['likelyFirst', 1], 'quay-wal', 'likelyFirst[1]: no category has the code "quay-wal"'],
    ['filing.json', ['likelyFirst', 1], 'quay-wall', 'likelyFirst[1]: "quay-wall" stands here twice'],
  ])('is refused for the key that breaks a rule: %s %j = %j', async (file, path, value, issue) => {
    const issues = await issuesAfter(file, path, value);
    expect(issues).toEqual([expect.stringContaining(`${file}: ${issue}`)]);
  });

  it('is refused for replies that no case can use', async () => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      const words = { en: 'Done.', id: 'Beres.' };
      const replies = [
        { act: 'resolve', categories: ['quay-wal'], titles: words, texts: words },
        { act: 'ask', categories: ['beacon', 'beacon'], titles: { en: 'Where' }, texts: words },
      ];
      await writeFile(join(folder, 'replies.json'), JSON.stringify({ replies }));
      return issuesOf(folder);
    });
    expect(issues).toEqual([
      'replies.json: replies[0].categories[0]: no category has the code "quay-wal"',
      'replies.json: replies[1].categories[1]: "beacon" stands here twice',
      'replies.json: replies[1].titles.id: is missing',
    ]);
  });

  it('is refused for services that nobody could find, or tell apart', async () => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      const words = { en: 'Tax', id: 'Pajak' };
      const tax = {
        code: 'tax',
        names: words,
        purposes: words,
        belongs: words,
        keywords: ['tax'],
        ask: words,
      };
      const services = [
        tax,
        { ...tax, code: 'duty', belongs: { en: 'Duties' } },
        { ...tax, names: { en: 'Fees', id: 'Retribusi' }, keywords: ['fee', 'fee'] },
      ];
      await writeFile(join(folder, 'services.json'), JSON.stringify({ services }));
      return issuesOf(folder);
    });
    expect(issues).toEqual([
      'services.json: services[2].code: "tax" stands here twice',
      'services.json: services[2].keywords[1]: "fee" stands here twice',
      'services.json: services[1].keywords[0]: "tax" is a keyword of "tax", too',
      'services.json: services[1].names.en: "Tax" is the name of "tax", too: people cannot tell them apart',
      'services.json: services[1].names.id: "Pajak" is the name of "tax", too: people cannot tell them apart',
      'services.json: services[1].belongs.id: is missing',
    ]);
  });

  it.each([
    [{ ask: undefined }, 'services[0]: must have a url, or say whom to ask'],
    [{ url: 'http://tax.saltmere.example' }, 'services[0].url: must be an address with https'],
    [{ keywords: ['Tax'] }, 'services[0].keywords[0]: must be lower case'],
    [{ phone: '112' }, 'services[0].phone: is not a known key'],
  ])('is refused for a service with %j', async (wrong, issue) => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      const words = { en: 'Tax', id: 'Pajak' };
      const tax = { code: 'tax', names: words, purposes: words, belongs: words, ask: words, ...wrong };
      await writeFile(join(folder, 'services.json'), JSON.stringify({ services: [tax] }));
      return issuesOf(folder);
    });
    expect(issues).toEqual([`services.json: ${issue}`]);
  });

  it('is refused for retired entries that do not lead to one in use', async () => {
    const retired = (code: string, successor: string) => ({
      ...{ code, names: { en: code, id: code }, since: '2026-11-30', successor },
    });
    const issues = await withCopyOfSaltmere(async (folder) => {
      const categories = [
        ...[retired('jetty', 'quay-wall'), retired('pier', 'wharf'), retired('slip', 'dock')],
        ...[retired('dock', 'slip'), retired('beacon', 'quay-wall')],
      ];
      await setIn(join(folder, 'categories.json'), ['retired'], categories);
      await setIn(join(folder, 'filing.json'), ['likelyFirst', 1], 'jetty');
      const gone = { ...harbourOfficeAgain, code: 'pilots', since: '2026-13-01', openCases: 'finish' };
      await setIn(join(folder, 'agencies.json'), ['retired'], [{ ...gone, successor: 'harbour-office' }]);
      await setIn(join(folder, 'categories.json'), ['categories', 1, 'agency'], 'pilots');
      return issuesOf(folder);
    });
    expect(issues).toEqual([
      'agencies.json: retired[0].since: must be a calendar day, YYYY-MM-DD',
      'categories.json: retired[4].code: "beacon" stands here twice',
      'categories.json: categories[1].agency: the agency "pilots" is retired, its successor is "harbour-office"',
      'filing.json: likelyFirst[1]: the category "jetty" is retired, its successor is "quay-wall"',
      'categories.json: retired[1].successor: no category has the code "wharf"',
      'categories.json: retired[2].successor: leads round in a circle, to nothing in use',
      'categories.json: retired[3].successor: leads round in a circle, to nothing in use',
    ]);
  });

  it('lists the issues within files and those between files at once', async () => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      await setIn(join(folder, 'agencies.json'), ['agencies', 0, 'mailbox'], 'desk');
      await setIn(join(folder, 'categories.json'), ['categories', 0, 'agency'], 'pupx');
      await setIn(join(folder, 'policy.json'), ['reopenTargetHours'], 7);
      await setIn(join(folder, 'holidays.json'), ['holidays', 0, 'names', 'id'], undefined);
      return issuesOf(folder);
    });
    expect(issues).toEqual([
      'agencies.json: agencies[0].mailbox: must be an e-mail address',
      'categories.json: categories[0].agency: no agency has the code "pupx"',
      'policy.json: reopenTargetHours: 7 is not a checkpoint (12, 36, 60)',
      'holidays.json: holidays[0].names.id: is missing',
    ]);
  });

  it('is refused for a theme of an unknown category', async () => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      const themes = [{ category: 'beacons', reports: 3, texts: ['The beacon is out.'] }];
      await writeFile(join(folder, 'themes.json'), JSON.stringify({ themes }));
      return issuesOf(folder);
    });
    expect(issues).toEqual(['themes.json: themes[0].category: no category has the code "beacons"']);
  });

  it('is refused for a default language that it does not have', async () => {
    const issues = await issuesAfter('city.json', ['languages'], ['id']);
    expect(issues[0]).toBe('city.json: defaultLanguage: "en" is not among the languages (id)');
    expect(issues).toContain('categories.json: categories[0].names.en: is not a language of the pack');
  });

  it('lists the issues of every file at once', async () => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      await setIn(join(folder, 'categories.json'), ['categories', 0, 'agency'], 'pupx');
      await setIn(join(folder, 'policy.json'), ['reopenTargetHours'], 7);
      await setIn(join(folder, 'holidays.json'), ['holidays', 0, 'names', 'id'], undefined);
      return issuesOf(folder);
    });
    expect(issues).toEqual([
      'categories.json: categories[0].agency: no agency has the code "pupx"',
      'policy.json: reopenTargetHours: 7 is not a checkpoint (12, 36, 60)',
      'holidays.json: holidays[0].names.id: is missing',
    ]);
  });

  it('is refused with the names of files that are missing or not JSON', async () => {
    const issues = await withCopyOfSaltmere(async (folder) => {
      await rm(join(folder, 'holidays.json'));
      await writeFile(join(folder, 'policy.json'), '{ "version": "tide-1", }');
      return issuesOf(folder);
    });
    expect(issues).toEqual([
      expect.stringMatching(/^policy\.json: is not JSON: .+/),
      'holidays.json: is missing',
    ]);
  });

  it('lacks all seven files when it is an empty folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'city-pack-'));
    const issues = await issuesOf(folder).finally(() => rm(folder, { recursive: true }));
    expect(issues).toHaveLength(7);
    expect(issues).toContain('outline.geojson: is missing');
  });
});
