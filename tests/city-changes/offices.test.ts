import type { CityPack } from '../../city/city-pack';
import { findUnheardOffices } from '../../database/readers/unheard-offices';
import { newMember } from '../support/signed-in';
import type { Filed } from '../support/api-under-test';
import { loadCityPack } from '../../city/load-city-pack';
import { withChangedPack } from './changed-pack';
import { followCityOf } from './follow-city-of';
import { startTwoCities, type TwoCities } from './two-cities';

/** `pupr` has titles and no address; one contact of the command centre was replaced. */
function withoutAddresses(): Promise<CityPack> {
  return withChangedPack(async (edit) => {
    await edit('agencies.json', ({ agencies = [] }) => {
      const [pupr] = agencies;
      if (pupr?.code !== 'pupr') throw new Error('pupr is first in the default pack');
      delete pupr.mailbox;
      for (const office of ['supervisor', 'head']) delete (pupr[office] as { email?: string }).email;
    });
    await edit('city.json', (content) => {
      const { contacts } = content.commandCentre as unknown as { contacts: { code: string }[] };
      for (const contact of contacts) if (contact.code === 'sekda') contact.code = 'walikota';
    });
  }, loadCityPack);
}

describe('offices for which the pack has no address', () => {
  let cities: TwoCities;
  beforeEach(async () => {
    cities = await startTwoCities(await withoutAddresses());
  });
  afterEach(() => cities.stop());

  const recipientsOf = async ({ id: complaintId }: Filed, kind: string) => {
    const rows = await cities.after.db.models.Notification.findAll({ where: { complaintId } });
    return rows
      .filter((row) => row.kind === kind && row.state === 'pending')
      .map(({ recipient }) => recipient)
      .sort();
  };
  const lateBy = async (hours: number): Promise<Filed> => {
    const filed = await cities.after.fileAssigned();
    cities.after.hoursPass(hours);
    await cities.after.settle(filed.id);
    return filed;
  };

  it('are notified through the staff of their role, each by name', async () => {
    const { after } = cities;
    const [one, other] = [await newMember(after.deps), await newMember(after.deps)];
    const supervisor = await newMember(after.deps, { role: 'supervisor' });
    const filed = await lateBy(25);
    expect(await recipientsOf(filed, 'assigned')).toEqual([`staff:${one.id}`, `staff:${other.id}`].sort());
    expect(await recipientsOf(filed, 'escalated')).toEqual([`staff:${supervisor.id}`]);
  });

  it('are passed over without any staff, up to the next one that has some or the command centre', async () => {
    const head = await newMember(cities.after.deps, { role: 'agency_head' });
    const filed = await lateBy(25);
    expect(await recipientsOf(filed, 'assigned')).toEqual([`staff:${head.id}`]);
    expect(await recipientsOf(filed, 'escalated')).toEqual([`staff:${head.id}`]);
    await cities.after.deps.staff.deactivate(head.id, { by: 'test' });
    const another = await lateBy(25);
    expect(new Set(await recipientsOf(another, 'escalated'))).toEqual(
      new Set(['command_centre:jcoc', 'command_centre:walikota']),
    );
  });

  it('are reported until they have staff', async () => {
    const { db, city, deps } = cities.after;
    const unheard = async () => (await findUnheardOffices(db, city)).map(({ office }) => office);
    expect(await unheard()).toEqual(['agency', 'supervisor', 'agency_head']);
    await newMember(deps, { role: 'supervisor' });
    expect(await unheard()).toEqual(['agency', 'agency_head']);
    expect(await findUnheardOffices(db, cities.before.city)).toEqual([]);
  });

  it('have their pending notifications sent to whoever gets them now, once', async () => {
    const { before, after } = cities;
    const filed = await before.fileAssigned();
    before.hoursPass(73);
    await before.settle(filed.id);
    expect(await recipientsOf(filed, 'escalated')).toEqual(['command_centre:jcoc', 'command_centre:sekda']);
    const officer = await newMember(after.deps);
    await followCityOf(after);
    await followCityOf(after);
    expect(await recipientsOf(filed, 'assigned')).toEqual([`staff:${officer.id}`]);
    expect(await recipientsOf(filed, 'escalated')).toEqual([
      'command_centre:jcoc',
      'command_centre:walikota',
    ]);
    const gone = await after.db.models.Notification.findAll({ where: { state: 'suppressed' } });
    expect(new Set(gone.map(({ lastError }) => lastError))).toEqual(new Set(['office_gone']));
  });
});
