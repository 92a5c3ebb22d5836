import { createDraftStore, type DraftStore } from '../../database/stores/draft-store';
import { DraftMovedError } from '../../database/stores/draft-moved-error';
import { createIntakeStore, type IntakeStore } from '../../database/stores/intake-store';
import { createPolicyStore } from '../../database/stores/policy-store';
import { loadCityPack } from '../../city/load-city-pack';
import { kotaJambi } from '../city/pack-folders';
import { newComplaint } from '../support/new-complaint';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('a draft in the database', () => {
  let database: TestDatabase;
  let drafts: DraftStore;
  let intake: IntakeStore;
  let filing: ReturnType<typeof newComplaint>;
  beforeAll(async () => {
    database = await createTestDatabase();
    drafts = createDraftStore(database);
    intake = createIntakeStore(database);
    filing = newComplaint({ city: await loadCityPack(kotaJambi) });
    await createPolicyStore(database).save(filing.policy);
  });
  afterAll(() => database.drop());

  const fields = { name: 'Siti', email: 'siti@warga.example', description: 'Lampu mati sejak Minggu.' };
  const changed = async () => {
    const { token, draft } = await drafts.open();
    const now = await drafts.change(draft.id, fields);
    if (!now) throw new Error('the draft is gone');
    return { token, before: draft, now };
  };
  const complaints = () => database.db.models.Complaint.count();

  it('is filed as it was last seen, and is empty from then on', async () => {
    const { token, now } = await changed();
    const { complaint } = await intake.file({ ...filing, draft: now });
    expect(await drafts.find(token)).toMatchObject({
      complaintId: complaint.id,
      name: null,
      email: null,
      description: null,
    });
    expect(await drafts.change(now.id, fields)).toBeNull();
    expect(await drafts.find(token)).not.toBeNull();
  });

  it('files nothing when it has changed since, was filed already or has expired', async () => {
    const { before, now } = await changed();
    const count = await complaints();
    const file = (draft: { id: string; revision: number }) => intake.file({ ...filing, draft });
    await expect(file(before)).rejects.toBeInstanceOf(DraftMovedError);
    expect(await complaints()).toBe(count);
    await file(now);
    await expect(file(now)).rejects.toBeInstanceOf(DraftMovedError);
    const gone = await changed();
    await database.db.models.Draft.update({ expiresAt: new Date(0) }, { where: { id: gone.now.id } });
    await drafts.discardExpired();
    await expect(file(gone.now)).rejects.toBeInstanceOf(DraftMovedError);
    expect(await complaints()).toBe(count + 1);
  });

  it('changes with each photo that is added or removed', async () => {
    const { token, now } = await changed();
    const photo = {
      id: '018f0000-0000-7000-8000-000000000001',
      ...{ width: 60, height: 40, bytes: 100 },
      capture: { takenAt: 1_700_000_000_000, point: null },
    };
    expect(await drafts.addPhoto({ draftId: now.id, photo, most: 1 })).toBe(true);
    const second = { ...photo, id: '018f0000-0000-7000-8000-000000000002' };
    const full = await drafts.find(token);
    expect(await drafts.addPhoto({ draftId: now.id, photo: second, most: 1 })).toBe(false);
    expect(await drafts.find(token)).toEqual(full);
    expect((await drafts.find(token))?.photos).toEqual([photo]);
    await expect(intake.file({ ...filing, draft: now })).rejects.toBeInstanceOf(DraftMovedError);
    const other = await changed();
    expect(await drafts.removePhoto({ draftId: other.now.id, photoId: photo.id })).toBe(false);
    const withPhoto = await drafts.find(token);
    if (!withPhoto) throw new Error('the draft is gone');
    expect(await drafts.removePhoto({ draftId: now.id, photoId: photo.id })).toBe(true);
    expect((await drafts.find(token))?.photos).toEqual([]);
    await expect(intake.file({ ...filing, draft: withPhoto })).rejects.toBeInstanceOf(DraftMovedError);
  });
});
