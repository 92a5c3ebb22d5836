import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsFolder } from '../../database/migrate';
import { createReporterStore } from '../../database/stores/reporter-store';
import { createSupporterStore, type SupporterStore } from '../../database/stores/supporter-store';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { hoursAfter } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

describe('a withdrawal while others have the problem', () => {
  let desk: Desk;
  let supporters: SupporterStore;
  beforeAll(async () => {
    desk = await openDesk();
    supporters = createSupporterStore({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const reporterOf = (complaintId: string): Actor => ({ kind: 'reporter', complaintId });
  const withdraw = (id: string) => desk.act(id, { act: 'withdraw' }, { actor: reporterOf(id) });
  const support = (complaintId: string, email: string | null = null) =>
    supporters.add({ complaintId, email, device: randomUUID(), language: 'id' });
  const notificationsOf = async (complaintId: string) => {
    const rows = await desk.db.models.Notification.findAll({ where: { complaintId } });
    return rows.map(({ kind, recipient }) => `${kind} ${recipient.replace(/:.*/, '')}`).sort();
  };
  const statusOf = async (id: string) => (await desk.load(id)).state.status;

  async function left() {
    const complaint = await desk.fileAssigned();
    await support(complaint.id, 'tetangga@warga.example');
    await withdraw(complaint.id);
    return complaint;
  }

  it('leaves the case to them, with its deadlines and its level', async () => {
    const complaint = await desk.fileAssigned();
    const before = (await desk.load(complaint.id)).state;
    await support(complaint.id);
    await withdraw(complaint.id);
    const { state } = await desk.load(complaint.id);
    expect(state).toMatchObject({
      status: 'assigned',
      checkpoints: before.checkpoints,
      escalationLevel: before.escalationLevel,
      reporterLeftAt: expect.any(Number),
    });
    await desk.look(complaint.id, hoursAfter(complaint.receivedAt, 25));
    expect((await desk.load(complaint.id)).state.escalationLevel).toBe(1);
  });

  it('ends the case when nobody else has the problem', async () => {
    const { id } = await desk.fileAssigned();
    await withdraw(id);
    expect(await statusOf(id)).toBe('withdrawn');
    expect(await support(id)).toBeNull();
  });

  it('counts the reporters of complaints merged into it among the others, but not the same reporter twice', async () => {
    const ana = { name: null, email: 'ana@warga.example', phone: null, language: 'id' };
    const fileBy = (reporter: typeof ana) => desk.fileAssigned({ reporter });
    const reporters = createReporterStore({ db: desk.db });
    for (const [email, confirmed, status] of [
      ['ANA@warga.example', 'both', 'withdrawn'],
      // Anybody can type an address, so an unconfirmed one must not end the case for its holder.
      ['ANA@warga.example', 'second', 'assigned'],
      ['ANA@warga.example', 'first', 'assigned'],
      ['beni@warga.example', 'both', 'assigned'],
    ] as const) {
      const first = await fileBy(ana);
      const { id } = await fileBy({ ...ana, email });
      for (const [which, complaintId] of [
        ['first', first.id],
        ['second', id],
      ] as const)
        if (confirmed === which || confirmed === 'both')
          await reporters.confirmEmail({ complaintId, generation: 1 });
      await desk.act(id, { act: 'merge', into: first.id });
      await withdraw(first.id);
      expect(await statusOf(first.id)).toBe(status);
    }
  });

  it('loses no supporter who joins at the same instant', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { id } = await desk.fileAssigned();
      const [, counted] = await Promise.all(
        round % 2 === 0 ? [withdraw(id), support(id)] : [support(id), withdraw(id)].reverse(),
      );
      const status = await statusOf(id);
      const joined = await desk.db.models.Supporter.count({ where: { complaintId: id } });
      expect([status, joined]).toEqual(counted ? ['assigned', 1] : ['withdrawn', 0]);
    }
  });

  it('makes a supporter who joins meanwhile wait, and then turns them away', async () => {
    const { id } = await desk.fileAssigned();
    const transaction = await desk.db.sequelize.transaction();
    await desk.db.sequelize.query(`UPDATE complaints SET status = 'withdrawn' WHERE id = '${id}'`, {
      transaction,
    });
    const joining = support(id);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await transaction.commit();
    expect(await joining).toBeNull();
    expect(await desk.db.models.Supporter.count({ where: { complaintId: id } })).toBe(0);
  });

  it('notifies the reporter, the supporters and the desk once each', async () => {
    const { id } = await left();
    expect(await notificationsOf(id)).toEqual([
      'assigned agency',
      'goes_on supporter',
      'received reporter',
      'reporter_left agency',
      'withdrawal reporter',
    ]);
    await desk.act(id, { act: 'acknowledge' });
    await desk.act(id, { act: 'resolve' });
    const later = (await notificationsOf(id)).filter((each) => /acknowledged|resolved/.test(each));
    expect(later).toEqual(['acknowledged supporter', 'resolved supporter']);
  });

  it('ends what the reporter may do and may be asked', async () => {
    const { id } = await left();
    for (const act of [
      { act: 'withdraw' },
      { act: 'answer' },
      { act: 'confirm' },
      { act: 'reopen', reason: 'partly' },
    ] satisfies Act[])
      expect(await desk.ask(id, act, { actor: reporterOf(id) })).toMatchObject({
        refusal: { code: 'reporter_left' },
      });
    expect(await desk.ask(id, { act: 'ask' })).toMatchObject({ refusal: { code: 'reporter_left' } });
    await desk.act(id, { act: 'resolve' });
    expect(await desk.ask(id, { act: 'confirm' }, { actor: reporterOf(id) })).toMatchObject({
      refusal: { code: 'reporter_left' },
    });
    await desk.tell(id, 'nobody');
    await desk.look(id, hoursAfter(Date.now(), 14 * 24 + 1));
    expect((await desk.load(id)).state).toMatchObject({ status: 'closed', outcome: 'resolved' });
  });

  it('still lets the reporter of a merged complaint object, as they were promised', async () => {
    const survivor = await desk.fileAssigned();
    const other = { name: null, email: 'beni@warga.example', phone: null, language: 'id' };
    const { id } = await desk.fileAssigned({ reporter: other });
    await desk.act(id, { act: 'merge', into: survivor.id });
    await withdraw(survivor.id);
    await desk.act(survivor.id, { act: 'resolve' });
    await desk.act(survivor.id, { act: 'reopen', reason: 'partly' }, { actor: reporterOf(id) });
    expect(await statusOf(survivor.id)).toBe('assigned');
  });

  it('gives a reporter who left no say in the survivor after a merge, nor after a second one', async () => {
    const [last, middle] = [await desk.fileAssigned(), await desk.fileAssigned()];
    const stays = await desk.fileAssigned();
    const { id } = await left();
    await desk.act(id, { act: 'merge', into: middle.id });
    await desk.act(middle.id, { act: 'merge', into: last.id });
    await desk.act(stays.id, { act: 'merge', into: last.id });
    await desk.act(last.id, { act: 'resolve' });
    const object = (who: string) =>
      desk.ask(last.id, { act: 'reopen', reason: 'partly' }, { actor: reporterOf(who) });
    expect(await object(id)).toMatchObject({ kind: 'refused', refusal: { code: 'forbidden' } });
    expect(await statusOf(last.id)).toBe('resolved');
    expect(await desk.db.models.Complaint.findByPk(last.id)).toMatchObject({
      absorbed: [middle.id, id, stays.id],
      absorbedLeft: [id],
    });
    expect(await object(stays.id)).toMatchObject({ kind: 'done' });
  });

  it('gives them no say either where the merge is older than the record of who left', async () => {
    const survivor = await desk.fileAssigned();
    const { id } = await left();
    await desk.act(id, { act: 'merge', into: survivor.id });
    const migration = await readFile(join(migrationsFolder(), '0025-left-and-erased.sql'), 'utf8');
    await desk.db.sequelize.query(`ALTER TABLE complaints DROP COLUMN absorbed_left;
      ALTER TABLE reporters DROP COLUMN forgotten_at;
      ALTER TABLE act_inputs DROP COLUMN counts;
      DROP INDEX photos_by_input;
      UPDATE timeline_events SET data = data - 'left'; ${migration}`);
    expect((await desk.load(survivor.id)).state.absorbedLeft).toEqual([id]);
    expect(await desk.db.models.Complaint.findByPk(survivor.id)).toMatchObject({ absorbedLeft: [id] });
  });

  it('keeps the complaint unpublished, even once it is acknowledged', async () => {
    const { id } = await left();
    await desk.act(id, { act: 'acknowledge' });
    expect((await desk.load(id)).state.published).toBe(false);
    expect(await desk.db.models.Complaint.findByPk(id)).toMatchObject({
      published: false,
      reporterLeftAt: expect.any(Date),
    });
  });

  it('forgets a reporter without an address by the same rule: their browser and their link', async () => {
    const reporters = createReporterStore({ db: desk.db });
    const reporter = { name: null, email: null, phone: null, language: 'id' };
    const { id } = await desk.fileAssigned({ reporter, device: randomUUID() });
    await support(id);
    await withdraw(id);
    const kept = await desk.db.models.Reporter.findByPk(id);
    expect(kept).toMatchObject({ deviceHash: expect.any(Buffer), tokenGeneration: 1 });
    for (const forgotten of [1, 0])
      expect(await reporters.forgetLeft({ leftBefore: Date.now() + 60_000 })).toBe(forgotten);
    const row = await desk.db.models.Reporter.findByPk(id);
    expect(row).toMatchObject({ deviceHash: null, knownBy: null, tokenGeneration: 2, erasedAt: null });
  });

  it('erases the reporter after the same time as any withdrawal, and the text with the case', async () => {
    const reporters = createReporterStore({ db: desk.db });
    const { id } = await left();
    const stays = await desk.fileAssigned();
    expect(await reporters.forgetLeft({ leftBefore: Date.now() - 60_000 })).toBe(0);
    expect(await reporters.forgetLeft({ leftBefore: Date.now() + 60_000 })).toBe(1);
    expect(await reporters.forgetLeft({ leftBefore: Date.now() + 60_000 })).toBe(0);
    expect(await reporters.find(id)).toMatchObject({ name: null, email: null, phone: null, erasedAt: null });
    expect((await reporters.find(stays.id))?.email).not.toBeNull();
    expect((await desk.db.models.Complaint.findByPk(id))?.description).not.toBe('');
    expect((await reporters.find(id))?.tokenGeneration).toBe(2);
    await desk.act(id, { act: 'resolve' });
    await desk.tell(id);
    await desk.look(id, hoursAfter(Date.now(), 73));
    expect(await reporters.expired({ closedBefore: hoursAfter(Date.now(), 80), limit: 9 })).toEqual([id]);
  });
});
