import type { Sent, Store } from '../../../web/public/device/types';
import { loadDevice } from './device-scripts';

const SENT: Sent = {
  ...{ code: 'SK-2345-6789', my: '/my/SK-2345-6789?t=x', kind: 'Lampu jalan', holder: 'Dinas Perhubungan' },
  ...{ by: 'Rabu', address: 'mailed', notice: null },
};
const CONTACT = { name: 'Canary Budi', email: 'canary@warga.example', phone: '0812 0000 1111' };
const PRESSED = { contact: CONTACT, language: 'id', seen: 'dishub.24', kind: 'Lampu jalan' };

describe('what a device keeps', () => {
  let store: Store;
  beforeEach(async () => {
    ({ store } = await loadDevice('store'));
    await store.empty();
  });

  const photo = (id: string) => ({ id, name: `${id}.jpg`, blob: new Blob([id]), capture: {} });
  const everything = async () =>
    JSON.stringify([await store.readDraft(), await store.entries(), await store.mine()]);
  const write = async () => {
    await store.saveDraft({ description: 'Lampu padam.' });
    await store.addPhoto(photo('a'));
    await store.addPhoto(photo('b'));
  };

  it('is the draft, field by field, with its photos', async () => {
    await write();
    await store.saveDraft({ category: 'lampu-jalan' });
    await store.removePhoto('a');
    const { fields, photos } = await store.readDraft();
    expect(fields).toEqual({ description: 'Lampu padam.', category: 'lampu-jalan' });
    expect(photos.map(({ id }) => id)).toEqual(['b']);
    expect(await photos[0]?.blob.text()).toBe('b');
  });

  it('adds what another app shares to the draft, and loses none of it', async () => {
    const file = (name: string) => new File([name], `${name}.jpg`, { type: 'image/jpeg' });
    await write();
    await store.share({ text: ' Dekat musala. ', photos: [file('c'), file('d')] });
    await store.share({ text: '', photos: [file('e')] });
    const { fields, photos } = await store.readDraft();
    expect(fields).toEqual({ description: 'Lampu padam.\nDekat musala.' });
    expect(photos).toHaveLength(2);
    const shared = await store.photosOf('shared');
    expect(shared.map(({ name }) => name).sort()).toEqual(['c.jpg', 'd.jpg', 'e.jpg']);
    await store.enqueue(PRESSED);
    expect(await store.photosOf('shared')).toHaveLength(3);
  });

  it('moves to the queue as a whole when "send" is pressed, and only once in two tabs', async () => {
    await write();
    const [one, other] = await Promise.all([store.enqueue(PRESSED), store.enqueue(PRESSED)]);
    expect([one, other].filter((entry) => entry !== null)).toHaveLength(1);
    const [entry] = await store.entries();
    expect(entry).toMatchObject({ fields: { description: 'Lampu padam.' }, contact: CONTACT, attempts: 0 });
    expect(entry?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(entry?.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await store.photosOf(entry?.key ?? '')).toHaveLength(2);
    expect(await store.readDraft()).toEqual({ fields: {}, photos: [] });
  });

  it('says no more of its writer once the complaint is answered, refused or discarded', async () => {
    for (const end of [
      (key: string) => store.answer(key, SENT),
      (key: string) => store.changeEntry(key, { errors: [{ field: 'phone', error: 'x' }], contact: {} }),
      (key: string) => store.discard(key),
    ]) {
      await write();
      const entry = await store.enqueue(PRESSED);
      expect(await everything()).toContain(CONTACT.email);
      await end(entry?.key ?? '');
      for (const told of Object.values(CONTACT)) expect(await everything()).not.toContain(told);
    }
  });

  it('keeps the number of what arrived, and none of its photos', async () => {
    await write();
    const entry = await store.enqueue(PRESSED);
    await store.answer(entry?.key ?? '', SENT);
    expect(await store.mine()).toEqual([{ ...SENT, filedAt: expect.any(Number) }]);
    expect(await store.entries()).toEqual([]);
    expect(await store.photosOf(entry?.key ?? '')).toEqual([]);
  });

  it('makes a complaint the draft again, photos and all', async () => {
    await write();
    const entry = await store.enqueue(PRESSED);
    await store.saveDraft({ description: 'Yang lain.' });
    await store.addPhoto(photo('c'));
    await store.takeBack(entry?.key ?? '');
    const { fields, photos } = await store.readDraft();
    expect(fields).toEqual({ description: 'Lampu padam.' });
    expect(photos.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await store.entries()).toEqual([]);
  });

  it('is nothing after it was emptied', async () => {
    await write();
    const entry = await store.enqueue(PRESSED);
    await store.answer(entry?.key ?? '', SENT);
    await store.set('language', 'id');
    await store.empty();
    expect(await everything()).toBe(JSON.stringify([{ fields: {}, photos: [] }, [], []]));
    expect(await store.setting('language')).toBeUndefined();
  });
});
