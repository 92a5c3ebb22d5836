import { loadCityPack } from '../../city/load-city-pack';
import { requireFittingPack } from '../../database/stores/compare-pack';
import { NOTIFICATION_KINDS } from '../../domain/notification-kinds';
import { createMailReader } from '../../database/readers/mail-reader';
import { createMailRenderer } from '../../mail/render-mail';
import { speakIndonesianOnly, withChangedPack, type ChangeFile } from './changed-pack';
import { followCityOf } from './follow-city-of';
import { startTwoCities } from './two-cities';

const CHANGES: [string, (edit: ChangeFile) => Promise<void>][] = [
  ['speaks one language less', speakIndonesianOnly],
  [
    'lies in another time zone',
    (edit) => edit('city.json', (it) => void Object.assign(it, { timeZone: 'Asia/Jayapura' })),
  ],
  ['has no holidays', (edit) => edit('holidays.json', (it) => void Object.assign(it, { holidays: [] }))],
  [
    'calls a district otherwise',
    (edit) =>
      edit('districts.json', ({ districts = [] }) => {
        for (const district of districts) district.name = `${String(district.name)} Baru`;
      }),
  ],
  [
    'has a policy of another version',
    (edit) =>
      edit('policy.json', (it) => void Object.assign(it, { version: '2027-01', handOversByAgencies: 5 })),
  ],
  [
    'has other people in its command centre',
    (edit) =>
      edit('city.json', (content) => {
        const { contacts } = content.commandCentre as unknown as { contacts: { code: string }[] };
        for (const contact of contacts) contact.code = `${contact.code}-baru`;
      }),
  ],
];

describe.each(CHANGES)('a city that %s', (_, change) => {
  it('starts, shows its pages to everybody and writes the mails that were waiting', async () => {
    const city = await withChangedPack(change, loadCityPack);
    const cities = await startTwoCities(city);
    const { before, after, database } = cities;
    const reporter = { name: 'Siti Rahma', email: 'siti@warga.example', language: 'en' };
    const filed = await before.fileAssigned({ reporter });
    before.hoursPass(73);
    await before.settle(filed.id);
    await requireFittingPack(database.db, city);
    const people = [
      await after.signIn({ role: 'supervisor', language: 'en' }),
      await after.signIn({ role: 'administrator', agency: null, language: 'en' }),
    ];
    const addresses = [
      ...[
        '/',
        '/complaints',
        '/complaints/feed.rss',
        '/file/what',
        `/track/${filed.trackingCode}`,
        after.mine(filed),
      ],
      ...[
        '/desk',
        `/desk/complaints/${filed.trackingCode}`,
        '/desk/escalated',
        '/statistics',
        '/command-centre',
      ],
      ...[`/admin/staff/${people[0]?.member.id}`, '/account', '/open311/v2/requests.json'],
    ];
    for (const { cookie } of people)
      for (const address of addresses) {
        const { status } = await after.api.get(address).set('Cookie', `${cookie}; lang=en`);
        expect([address, status < 500]).toEqual([address, true]);
      }
    await followCityOf(after);
    const waiting = await after.db.models.Notification.findAll({ where: { state: 'pending' } });
    const renderer = createMailRenderer({
      ...{ city, links: after.deps.links, publicUrl: 'https://sikesal.test' },
      templatesFolder: after.pagesDeps.templatesFolder,
    });
    const reader = createMailReader({ db: after.db, staff: after.deps.staff });
    expect(waiting.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['received', 'escalated']));
    for (const { complaintId, sequence, kind, recipient, dueAt, createdAt } of waiting) {
      if (complaintId === null || sequence === null) throw new Error('nothing here is about no complaint');
      const instants = { dueAt: dueAt.getTime(), createdAt: createdAt.getTime() };
      const material = await reader.materialFor({ complaintId, sequence, recipient, ...instants });
      const now = Date.now();
      const known = NOTIFICATION_KINDS.find((each) => each === kind);
      const mail = material && known && renderer.render({ kind: known, recipient, material, now });
      expect([recipient, mail]).toMatchObject([recipient, { to: expect.stringContaining('@') }]);
    }
    await cities.stop();
  });
});
