import { officeAddress } from '../../city/directory';
import { createStaffStore } from '../../database/stores/staff-store';
import type { Actor, AgencyRole } from '../../domain/actor';
import { hoursAfter } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

describe('staff who are notified in person', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  beforeEach(async () => {
    await desk.empty();
    await desk.db.sequelize.query('TRUNCATE staff CASCADE');
  });
  afterAll(() => desk.drop());

  const OUTAGE = '01936000-0000-7000-8000-0000000000f3';

  async function hire(role: AgencyRole, email = `${role}@orang.example`): Promise<string> {
    const member = { name: 'Rina', email, role, agency: 'pupr', language: 'id' } as const;
    return (await createStaffStore({ db: desk.db }).add(member, { by: 'test' })).id;
  }
  async function recipientsOf(kind: string): Promise<string[]> {
    const rows = await desk.db.models.Notification.findAll({ where: { kind }, order: ['recipient'] });
    return rows.map(({ recipient }) => recipient);
  }
  const as = (kind: AgencyRole, ref: string): Actor => ({ kind, agency: 'pupr', ref });

  it('are notified for the office that they hold, as well as its address in the pack', async () => {
    const [supervisor, head] = [await hire('supervisor'), await hire('agency_head')];
    await hire('officer');
    const { id, receivedAt } = await desk.fileAssigned();
    await desk.look(id, hoursAfter(receivedAt, 25));
    await desk.look(id, hoursAfter(receivedAt, 49));
    expect(await recipientsOf('escalated')).toEqual(
      ['agency_head:pupr', `staff:${supervisor}`, `staff:${head}`, 'supervisor:pupr'].sort(),
    );
    expect(await recipientsOf('climbed')).toEqual(['agency:pupr', 'agency:pupr']);
  });

  it('are notified once when theirs is the office’s own address', async () => {
    const address = officeAddress(desk.city, { office: 'supervisor', agency: 'pupr' }) ?? '';
    await hire('supervisor', address.toUpperCase());
    const { id, receivedAt } = await desk.fileAssigned();
    await desk.look(id, hoursAfter(receivedAt, 25));
    expect(await recipientsOf('escalated')).toEqual(['supervisor:pupr']);
  });

  it('are notified once of an event that reaches them in two ways', async () => {
    const supervisor = await hire('supervisor');
    const { id } = await desk.fileAssigned();
    await desk.act(id, { act: 'assign', officer: supervisor });
    await desk.act(id, { act: 'resolve' });
    await desk.act(id, { act: 'reopen', reason: 'partly' }, { actor: { kind: 'reporter', complaintId: id } });
    expect(await recipientsOf('reopened')).toEqual(
      ['agency:pupr', `staff:${supervisor}`, 'supervisor:pupr'].sort(),
    );
  });

  it('are notified once when an officer has the address of the desk', async () => {
    const address = officeAddress(desk.city, { office: 'agency', agency: 'pupr' }) ?? '';
    const officer = await hire('officer', address);
    const { id } = await desk.fileAssigned();
    await desk.act(id, { act: 'assign', officer });
    await desk.act(id, { act: 'nudge' });
    expect(await recipientsOf('nudged')).toEqual(['agency:pupr']);
    expect(await recipientsOf('officer_assigned')).toEqual([`staff:${officer}`]);
  });

  it('are not notified of what they did themselves, signed in or from their mailbox', async () => {
    const [officer, supervisor] = [await hire('officer'), await hire('supervisor')];
    const { id } = await desk.fileAssigned();
    await desk.act(id, { act: 'assign', officer }, { actor: as('officer', officer) });
    expect(await recipientsOf('officer_assigned')).toEqual([]);
    await desk.act(id, { act: 'extend', hours: 4 }, { actor: as('supervisor', supervisor) });
    expect(await recipientsOf('deadline_moved')).toEqual(['agency:pupr', `staff:${officer}`].sort());
    const rejected = await desk.fileAssigned();
    const reject = { act: 'reject', reason: 'already_handled' } as const;
    await desk.act(rejected.id, reject, { actor: as('supervisor', 'supervisor:pupr') });
    expect(await recipientsOf('rejected_supervisor')).toEqual([`staff:${supervisor}`]);
  });

  it('are not notified of what they did signed in, even at their office’s address', async () => {
    const address = officeAddress(desk.city, { office: 'supervisor', agency: 'pupr' }) ?? '';
    const supervisor = await hire('supervisor', address);
    const { id } = await desk.fileAssigned();
    const reject = { act: 'reject', reason: 'already_handled' } as const;
    await desk.act(id, reject, { actor: as('supervisor', supervisor) });
    expect(await recipientsOf('rejected_supervisor')).toEqual([]);
  });

  describe('when a case leaves them', () => {
    const CENTRE: Actor = { kind: 'command_centre', ref: '01936000-0000-7000-8000-0000000000c1' };
    const handOver = { act: 'reassign', agency: 'dlh' } as const;

    it('are all notified once: the officer, the desk and the level that it had reached', async () => {
      const [officer, supervisor] = [await hire('officer'), await hire('supervisor')];
      const { id, receivedAt } = await desk.fileAssigned();
      await desk.act(id, { act: 'assign', officer });
      await desk.look(id, hoursAfter(receivedAt, 25));
      await desk.act(id, handOver, { actor: CENTRE, at: hoursAfter(receivedAt, 26) });
      expect(await recipientsOf('unassigned')).toEqual(
        ['agency:pupr', `staff:${officer}`, `staff:${supervisor}`, 'supervisor:pupr'].sort(),
      );
    });

    it('are not notified when they gave it away themselves', async () => {
      const [officer, colleague] = [await hire('officer'), await desk.hire('pupr')];
      const supervisor = await hire('supervisor');
      const { id } = await desk.fileAssigned();
      await desk.act(id, { act: 'assign', officer });
      await desk.act(id, { act: 'assign', officer: colleague }, { actor: as('officer', officer) });
      expect(await recipientsOf('unassigned')).toEqual([]);
      await desk.act(id, handOver, { actor: as('supervisor', supervisor) });
      expect(await recipientsOf('unassigned')).toEqual(['agency:pupr', `staff:${colleague}`].sort());
    });

    it('are notified of a merge once: that their case ended, or that the survivor escalated', async () => {
      const officer = await hire('officer');
      const [survivor, calm, escalated] = [
        await desk.fileAssigned(),
        await desk.fileAssigned(),
        await desk.fileAssigned(),
      ];
      for (const { id } of [survivor, calm, escalated]) await desk.act(id, { act: 'assign', officer });
      await desk.act(calm.id, { act: 'merge', into: survivor.id }, { actor: CENTRE });
      expect(await recipientsOf('unassigned')).toEqual(['agency:pupr', `staff:${officer}`]);
      await desk.db.sequelize.query('DELETE FROM notifications');
      await desk.look(escalated.id, hoursAfter(escalated.receivedAt, 25));
      await desk.db.sequelize.query('DELETE FROM notifications');
      await desk.act(escalated.id, { act: 'merge', into: survivor.id }, { actor: CENTRE });
      const rows = await desk.db.models.Notification.findAll({ where: { recipient: `staff:${officer}` } });
      expect(rows.map(({ kind, complaintId }) => [kind, complaintId])).toEqual([['climbed', survivor.id]]);
    });

    it('are notified, at the level that it had reached, that its reporter withdrew', async () => {
      const supervisor = await hire('supervisor');
      const { id, receivedAt } = await desk.fileAssigned();
      await desk.look(id, hoursAfter(receivedAt, 25));
      await desk.act(id, { act: 'withdraw' }, { actor: { kind: 'reporter', complaintId: id } });
      expect(await recipientsOf('withdrawn')).toEqual(
        ['agency:pupr', `staff:${supervisor}`, 'supervisor:pupr'].sort(),
      );
    });
  });

  it('are notified of an outage once, however many of their cases it shifts, and again when it is called off', async () => {
    const officer = await hire('officer');
    const cases = [await desk.fileAssigned(), await desk.fileAssigned(), await desk.fileAssigned()];
    await desk.db.sequelize.query(
      `INSERT INTO agency_outages (id, agency, hours, reason, created_by) VALUES ('${OUTAGE}', 'pupr', 48, 'Banjir', 't')`,
    );
    for (const { id } of cases.slice(1)) await desk.act(id, { act: 'assign', officer });
    const shift = { act: 'shift', shift: OUTAGE, agency: 'pupr', hours: 48 } as const;
    await Promise.all(cases.map(({ id }) => desk.act(id, shift)));
    expect(await recipientsOf('shifted')).toHaveLength(3);
    expect(await recipientsOf('deadlines_shifted')).toEqual(['agency:pupr', `staff:${officer}`]);
    await Promise.all(cases.map(({ id }) => desk.act(id, { act: 'unshift', shift: OUTAGE })));
    expect(await recipientsOf('deadlines_shifted')).toHaveLength(4);
  });
});
