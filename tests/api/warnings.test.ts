import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi } from '../city/pack-folders';
import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { createTestDatabase } from '../support/test-database';

describe('a warning before a deadline', () => {
  let test: ApiUnderTest;
  let centre: string;
  beforeAll(async () => {
    test = await startApi();
    centre = await test.key('command_centre');
  });
  afterAll(() => test.stop());

  const mailed = async (under: ApiUnderTest, { id: complaintId }: Filed) => {
    const rows = await under.db.models.Notification.findAll({ where: { complaintId, kind: 'warned' } });
    return rows.map(({ recipient }) => recipient);
  };
  async function warned(under = test): Promise<Filed> {
    const filed = await under.fileAssigned();
    under.hoursPass(18.1);
    await under.settle(filed.id);
    under.hoursPass(-18.1);
    return filed;
  }
  const numbered = ({ timeline }: { timeline: { sequence: number; type: string }[] }) =>
    timeline.map(({ sequence, type }) => [sequence, type]);

  it('is on the timeline for staff alone, and leaves no gap in it for others', async () => {
    const filed = await warned();
    await test.act(filed.trackingCode, 'acknowledge', centre);
    const { body } = await test.get(filed.trackingCode, centre);
    expect(numbered(body)).toEqual([
      [1, 'received'],
      [2, 'assigned'],
      [3, 'warned'],
      [4, 'acknowledged'],
    ]);
    expect(body.timeline[2]).toMatchObject({
      actor: { kind: 'system' },
      data: {
        checkpointHours: 24,
        requirement: 'acknowledged',
        dueBy: new Date(Date.parse(filed.receivedAt) + 24 * 3_600_000).toISOString(),
      },
    });
    for (const bearer of [undefined, filed.reporterToken]) {
      const { body: view, text } = await test.get(filed.trackingCode, bearer);
      expect(numbered(view)).toEqual([
        [1, 'received'],
        [2, 'assigned'],
        [3, 'acknowledged'],
      ]);
      expect(text).not.toContain('warned');
    }
  });

  it('cannot be subscribed to by webhook', async () => {
    const administrator = await test.key('administrator');
    const response = await test.api
      .post('/api/v1/webhooks')
      .set('Authorization', `Bearer ${administrator}`)
      .send({ url: 'http://127.0.0.1:9/', label: 'JCOC', types: ['warned'] });
    expect(response.status).toBe(422);
    expect(response.body.errors[0].pointer).toBe('#/types/0');
  });

  it('is mailed once, however often the case is advanced', async () => {
    const filed = await warned();
    test.hoursPass(20);
    await test.settle(filed.id);
    test.hoursPass(-20);
    expect(await mailed(test, filed)).toEqual(['agency:pupr']);
  });

  it('leaves the promise facts as they are', async () => {
    const read = () => test.db.sequelize.query('SELECT * FROM promise_facts ORDER BY complaint_id');
    const filed = await test.fileAssigned();
    const [before] = await read();
    test.hoursPass(18.1);
    await test.settle(filed.id);
    test.hoursPass(-18.1);
    expect((await read())[0]).toEqual(before);
  });

  describe('of an agency that gets its warnings in the digest', () => {
    let choosing: ApiUnderTest;
    beforeAll(async () => {
      const pack = await loadCityPack(kotaJambi);
      const agencies = pack.agencies.map((agency) => ({ ...agency, warnings: 'digest' as const }));
      const city: CityPack = { ...pack, agencies };
      choosing = await startApi({ on: { city, database: await createTestDatabase() } });
    });
    afterAll(async () => {
      await choosing.stop();
    });

    it('is mailed to the officer alone', async () => {
      const officer = await choosing.deps.staff.add(
        { name: 'Dewi', email: 'dewi@pupr.example', role: 'officer', agency: 'pupr', language: 'id' },
        { by: 'test' },
      );
      const filed = await choosing.fileAssigned();
      const supervisor = await choosing.key('supervisor', 'pupr');
      await choosing.act(filed.trackingCode, 'assign', supervisor, { officer: officer.id });
      choosing.hoursPass(18.1);
      await choosing.settle(filed.id);
      const { body } = await choosing.get(filed.trackingCode, supervisor);
      expect(body.timeline.at(-1)).toMatchObject({ type: 'warned' });
      expect(await mailed(choosing, filed)).toEqual([`staff:${officer.id}`]);
    });
  });
});
