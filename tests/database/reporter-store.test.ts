import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import { createReporterStore, type ReporterStore } from '../../database/stores/reporter-store';
import { createActInputStore } from '../../database/stores/act-input-store';
import { CaseNotFoundError } from '../../database/cases/case-not-found-error';
import { createRatingStore } from '../../database/stores/rating-store';
import type { StoredPhoto } from '../../database/stores/insert-photos';
import { createSupporterStore } from '../../database/stores/supporter-store';
import { selectRows } from '../../database/select-rows';
import { hoursAfter } from '../../domain/instant';
import { openDesk, storedPhoto, type Desk } from './open-desk';

describe('reporters', () => {
  let desk: Desk;
  let reporters: ReporterStore;
  beforeAll(async () => {
    desk = await openDesk();
    reporters = createReporterStore({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  async function tablesWith(canary: string): Promise<string[]> {
    const tables = await selectRows<{ name: string }>(desk.db, {
      sql: "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    });
    const hits: string[] = [];
    for (const { name } of tables) {
      const rows = await selectRows(desk.db, {
        sql: `SELECT 1 FROM "${name}" t WHERE strpos(t::text, $1) > 0`,
        bind: [canary],
      });
      if (rows.length > 0) hits.push(name);
    }
    return hits.sort();
  }

  async function merge(from: string, into: string): Promise<void> {
    await desk.act(from, { act: 'merge', into });
  }

  it('leave nothing behind when they are erased, and what others wrote stays', async () => {
    const inputs = createActInputStore({ db: desk.db });
    const ratings = createRatingStore({ db: desk.db });
    const photos = [storedPhoto(), storedPhoto()];
    const reporter = { name: 'CANARY', email: 'CANARY@x.example', phone: '+62 CANARY', language: 'id' };
    const survivor = await desk.fileAssigned();
    const { id } = await desk.fileAssigned({
      ...{ description: 'it is CANARY', reporter, photos },
      location: {
        ...{ latitude: -1.6, longitude: 103.6, district: 'kota-baru', approximate: false },
        ...{ address: 'CANARY street', village: 'CANARY village' },
      },
      idempotency: { scope: 'CANARY', key: 'CANARY', bodyHash: Buffer.from('a') },
    });
    const hash = Buffer.from('x');
    const own = await inputs.store({
      ...{ complaintId: id, act: 'reopen', requestId: '1', bodyHash: hash, text: 'CANARY' },
      photos: [storedPhoto()],
    });
    const onSurvivor = {
      complaintId: survivor.id,
      act: 'reopen',
      bodyHash: hash,
      photos: [] as StoredPhoto[],
    } as const;
    await inputs.store({ ...onSurvivor, requestId: '2', text: 'CANARY', reporterOf: id });
    await inputs.store({ ...onSurvivor, requestId: '3', text: 'the survivor’s own words' });
    const staffPhoto = storedPhoto();
    const staffInput = { complaintId: id, act: 'resolve', requestId: '4', bodyHash: hash } as const;
    await inputs.store({ ...staffInput, text: 'what staff wrote', photos: [staffPhoto] });
    await ratings.rate({ complaintId: id, stars: 1, text: 'first CANARY' });
    await ratings.rate({ complaintId: id, stars: 2, text: 'CANARY' });
    expect(await tablesWith('CANARY')).toEqual([
      ...['act_inputs', 'complaints', 'idempotency_keys', 'ratings', 'reporters'],
    ]);

    const { photoIds } = await reporters.erase({ complaintId: id, actor: 'command_centre' });

    expect(await tablesWith('CANARY')).toEqual([]);
    // A short text can be guessed from its hash.
    const hashed = await desk.db.models.ActInput.findAll({ where: { bodyHash: { [Op.ne]: null } } });
    expect(hashed.map(({ requestId }) => requestId).sort()).toEqual(['3', '4']);
    expect(photoIds.sort()).toHaveLength(3);
    expect(photoIds).toEqual(expect.arrayContaining(photos.map((photo) => photo.id)));
    expect(await tablesWith('what staff wrote')).toEqual(['act_inputs']);
    expect(await tablesWith('the survivor’s own words')).toEqual(['act_inputs']);
    expect(await tablesWith(staffPhoto.id)).toEqual(['photos']);
    expect(await tablesWith(own.inputId)).toEqual(['act_inputs']);
    const again = { complaintId: id, act: 'reopen', requestId: '1', bodyHash: hash, text: 'CANARY' } as const;
    expect(await inputs.store({ ...again, photos: [] })).toEqual({ inputId: own.inputId, repeated: true });
    expect(await tablesWith('CANARY')).toEqual([]);
    expect(await desk.db.models.AuditEntry.count({ where: { subject: id } })).toBe(1);
    expect((await desk.load(id)).state.status).toBe('assigned');
    const { latitude, longitude, approximate } = (await desk.db.models.Complaint.findByPk(id)) ?? {};
    expect([latitude, longitude].map((degrees) => Number(degrees?.toFixed(2)))).toEqual([
      latitude,
      longitude,
    ]);
    expect(approximate).toBe(true);
  });

  it('lose their links with an erasure, which may be repeated', async () => {
    const { id } = await desk.file();
    await reporters.confirmEmail({ complaintId: id, generation: 1 });
    expect(await reporters.find(id)).toMatchObject({
      tokenGeneration: 1,
      emailConfirmedAt: expect.any(Number),
    });
    await reporters.erase({ complaintId: id, actor: 'retention' });
    await reporters.erase({ complaintId: id, actor: 'retention' });
    const erased = { name: null, email: null, phone: null, erasedAt: expect.any(Number) };
    expect(await reporters.find(id)).toMatchObject({ ...erased, emailConfirmedAt: null });
    expect((await reporters.find(id))?.tokenGeneration).toBeGreaterThan(1);
    expect(await reporters.confirmEmail({ complaintId: id, generation: 1 })).toBe(false);
    expect(await reporters.find('nobody')).toBeNull();
    const unknown = reporters.erase({ complaintId: '01936000-0000-7000-8000-000000000001', actor: 'x' });
    await expect(unknown).rejects.toThrow(CaseNotFoundError);
  });

  it('stop only their own mails, as do supporters', async () => {
    const { id } = await desk.fileAssigned();
    const supporters = createSupporterStore({ db: desk.db });
    await supporters.add({ complaintId: id, email: 'me.too@warga.example', language: 'en' });
    const [supporter] = await desk.db.models.Supporter.findAll();
    expect(await reporters.stopMails(id)).toBe(true);
    expect(await reporters.confirmSupporter(supporter?.id ?? '')).toBe(true);
    await desk.act(id, { act: 'acknowledge' });
    const notifications = await desk.db.models.Notification.findAll({
      where: { complaintId: id, kind: 'acknowledged' },
    });
    expect(notifications.map(({ recipient }) => recipient)).toEqual([`supporter:${supporter?.id}`]);
    expect(await reporters.stopSupporterMails(supporter?.id ?? '')).toBe(true);
    await desk.act(id, { act: 'resolve' });
    expect(await desk.db.models.Notification.count({ where: { complaintId: id, kind: 'resolved' } })).toBe(0);
  });

  it('are due for erasure once their complaint, and what it was merged into, has been over for long enough', async () => {
    const withdrawn = await desk.fileAssigned();
    const open = await desk.fileAssigned();
    const survivor = await desk.fileAssigned();
    const [merged, twice] = [await desk.fileAssigned(), await desk.fileAssigned()];
    await merge(twice.id, merged.id);
    await merge(merged.id, survivor.id);
    const system = { actor: { kind: 'system' } } as const;
    await desk.act(withdrawn.id, { act: 'withdraw' }, system);
    await desk.act(survivor.id, { act: 'resolve' });
    await desk.tell(survivor.id);

    const soon = hoursAfter(Date.now(), 1);
    const expired = (closedBefore: number) => reporters.expired({ closedBefore, limit: 10 });
    expect(await expired(soon)).toEqual([withdrawn.id]);
    expect(await expired(withdrawn.receivedAt)).toEqual([]);

    await desk.look(survivor.id, hoursAfter(Date.now(), 73));
    expect(await expired(soon)).toEqual([withdrawn.id]);
    const over = [withdrawn, survivor, merged, twice].map(({ id }) => id);
    expect(await expired(hoursAfter(Date.now(), 80))).toEqual(over);
    for (const complaintId of over) await reporters.erase({ complaintId, actor: 'retention' });
    expect(await expired(hoursAfter(Date.now(), 80))).toEqual([]);

    const supporter = { complaintId: survivor.id, email: 'me.too@warga.example', language: 'id' };
    const supporters = createSupporterStore({ db: desk.db });
    expect(await supporters.add(supporter)).toBeNull();
    const earlier = { id: randomUUID(), ...supporter };
    await desk.db.models.Supporter.bulkCreate([earlier], { fields: Object.keys(earlier) as never });
    expect(await expired(hoursAfter(Date.now(), 80))).toEqual([survivor.id]);
    await reporters.eraseSupporters(survivor.id);
    expect(await expired(hoursAfter(Date.now(), 80))).toEqual([]);
    expect((await reporters.find(open.id))?.name).toBe('Siti');
  });
});
