import { createActInputStore, type ActInput } from '../../database/stores/act-input-store';
import { IdempotencyConflictError } from '../../database/stores/idempotency-conflict-error';
import { openDesk, storedPhoto, type Desk } from './open-desk';

describe('the text and photos of an act', () => {
  let desk: Desk;
  let complaintId: string;
  beforeAll(async () => {
    desk = await openDesk();
  });
  beforeEach(async () => {
    await desk.empty();
    complaintId = (await desk.fileAssigned()).id;
  });
  afterAll(() => desk.drop());

  const inputOf = (changes: Partial<ActInput> = {}): ActInput => ({
    ...{ complaintId, act: 'reopen', requestId: 'request', bodyHash: Buffer.from('a') },
    ...{ text: 'Masih bocor.', photos: [] },
    ...changes,
  });

  it('are stored once for fifty equal requests at the same time', async () => {
    const inputs = createActInputStore({ db: desk.db });
    const results = await Promise.all(
      Array.from({ length: 50 }, () => inputs.store(inputOf({ photos: [storedPhoto()] }))),
    );
    expect(new Set(results.map(({ inputId }) => inputId)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await desk.db.models.Photo.count()).toBe(1);
  });

  it('are refused under a request id that was used for something else', async () => {
    const inputs = createActInputStore({ db: desk.db });
    await inputs.store(inputOf());
    const other = await desk.fileAssigned();
    const conflicts = [{ bodyHash: Buffer.from('b') }, { act: 'notes' as const }, { complaintId: other.id }];
    for (const changes of conflicts) {
      await expect(inputs.store(inputOf(changes))).rejects.toThrow(IdempotencyConflictError);
    }
  });

  it('belong to the reporter who acted, and to nobody when staff acted', async () => {
    const inputs = createActInputStore({ db: desk.db });
    const merged = await desk.fileAssigned();
    await inputs.store(inputOf({ requestId: 'own' }));
    await inputs.store(inputOf({ requestId: 'merged', reporterOf: merged.id }));
    await inputs.store(inputOf({ requestId: 'staff', act: 'resolve' }));
    const rows = await desk.db.models.ActInput.findAll({ order: [['createdAt', 'ASC']] });
    expect(rows.map(({ requestId, reporterOf }) => [requestId, reporterOf])).toEqual([
      ['own', complaintId],
      ['merged', merged.id],
      ['staff', null],
    ]);
  });

  it('count as recorded once their event is on the timeline', async () => {
    const inputs = createActInputStore({ db: desk.db });
    expect(await inputs.wasRecorded('request')).toBe(false);
    await desk.act(complaintId, { act: 'acknowledge' }, { requestId: 'request' });
    expect(await inputs.wasRecorded('request')).toBe(true);
  });
});
