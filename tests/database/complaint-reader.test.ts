import { randomUUID } from 'node:crypto';
import {
  createComplaintReader,
  type ComplaintReader,
  type ListFilter,
} from '../../database/readers/complaint-reader';
import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import { createActInputStore } from '../../database/stores/act-input-store';
import { createSupporterStore } from '../../database/stores/supporter-store';
import { openDesk, storedPhoto, type Desk } from './open-desk';

const place = (latitude: number, longitude: number, approximate = false) => ({
  ...{ latitude, longitude, approximate },
  ...{ address: 'Jalan Melati 7', district: 'kota-baru' },
});

describe('the complaint reader', () => {
  let desk: Desk;
  let reader: ComplaintReader;
  beforeAll(async () => {
    desk = await openDesk();
    reader = createComplaintReader({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const idsOf = async (filter: Partial<ListFilter>) => {
    const { items } = await reader.list({ visibleTo: { agencies: 'all' }, ...filter }, { limit: 100 });
    return items.map(({ id }) => id);
  };
  const setRow = (id: string, columns: object) => desk.db.models.Complaint.update(columns, { where: { id } });

  describe('one complaint', () => {
    it('is found by its code and its id, and not by text that can be neither', async () => {
      const { id, trackingCode } = await desk.file({ photos: [storedPhoto()] });
      expect(await reader.byId(id)).toMatchObject({ id, trackingCode, clockOffsetMs: 0, supporters: 0 });
      expect((await reader.byCode(trackingCode))?.photos).toHaveLength(1);
      expect(await reader.byCode("' OR 1=1 --")).toBeNull();
      expect(await reader.byId("' OR 1=1 --")).toBeNull();
      expect(await reader.byId(randomUUID())).toBeNull();
      expect(await reader.photo('../../etc/passwd')).toBeNull();
    });

    it('is overdue by its own clock', async () => {
      const { id, resolveBy, receivedAt } = await desk.fileAssigned();
      const promised = resolveBy - receivedAt;
      await setRow(id, { clockOffset: String(promised - 60_000) });
      expect(await reader.byId(id)).toMatchObject({ overdue: false, clockOffsetMs: promised - 60_000 });
      await setRow(id, { clockOffset: String(promised + 1) });
      expect((await reader.byId(id))?.overdue).toBe(true);
      expect(await idsOf({ overdue: true })).toEqual([id]);
      await desk.act(id, { act: 'resolve' });
      expect((await reader.byId(id))?.overdue).toBe(false);
      expect(await idsOf({ overdue: true })).toEqual([]);
    });

    it('counts its supporters, each address once', async () => {
      const { id } = await desk.file();
      const supporters = createSupporterStore({ db: desk.db });
      for (const email of ['a@warga.example', 'A@warga.example', 'b@warga.example', null, null]) {
        await supporters.add({ complaintId: id, email, language: 'id' });
      }
      expect((await reader.byId(id))?.supporters).toBe(4);
    });

    it('has with each event the text and photos of that event only', async () => {
      const { id } = await desk.fileAssigned({ photos: [storedPhoto()] });
      const photos = [storedPhoto(), storedPhoto()];
      const inputs = createActInputStore({ db: desk.db });
      const request = { complaintId: id, requestId: 'r1', bodyHash: Buffer.from('x') };
      const { inputId } = await inputs.store({
        ...request,
        act: 'resolve',
        text: 'Sudah diperbaiki.',
        photos,
      });
      await desk.act(id, { act: 'acknowledge' });
      await desk.act(id, { act: 'resolve', inputId });
      const timeline = await reader.timeline(id);
      expect(timeline.map(({ type, text }) => [type, text])).toEqual([
        ['received', null],
        ['assigned', null],
        ['acknowledged', null],
        ['resolved', 'Sudah diperbaiki.'],
      ]);
      expect(timeline.at(-1)?.photos.map((photo) => photo.id)).toEqual(photos.map((photo) => photo.id));
      expect(timeline.at(-1)?.actor).toEqual({ kind: 'command_centre' });
      expect((await reader.byId(id))?.photos).toHaveLength(1);
      expect(await reader.photo(photos[0]?.id ?? '')).toMatchObject({
        complaintId: id,
        inputId,
        act: 'resolve',
      });
    });
  });

  describe('a list', () => {
    it('filters by everything at once', async () => {
      const lamp = await desk.fileAssigned({ category: 'lampu-jalan' });
      const road = await desk.fileAssigned({ category: 'jalan' });
      await desk.act(road.id, { act: 'acknowledge' });
      await setRow(road.id, { escalationLevel: 2 });
      expect(await idsOf({})).toEqual([road.id, lamp.id]);
      expect(await idsOf({ category: ['lampu-jalan', 'drainase'] })).toEqual([lamp.id]);
      expect(await idsOf({ status: ['acknowledged'], level: [2, 3], district: ['kota-baru'] })).toEqual([
        road.id,
      ]);
      expect(await idsOf({ status: ['acknowledged'], level: [1] })).toEqual([]);
      expect(await idsOf({ agency: [lamp.agency] })).toEqual([lamp.id]);
      expect(await idsOf({ visibleTo: { agencies: [road.agency] } })).toEqual([road.id]);
      expect(await idsOf({ visibleTo: { agencies: [] } })).toEqual([]);
      expect(await idsOf({ since: road.receivedAt })).toEqual([road.id]);
      expect(await idsOf({ status: [] })).toEqual([]);
    });

    it('has each complaint once, whatever is filed between two pages', async () => {
      const first: string[] = [];
      for (let number = 0; number < 7; number += 1) first.unshift((await desk.file()).id);
      // Equal instants, so that the id has to decide.
      await desk.db.models.Complaint.update({ receivedAt: new Date() }, { where: {} });
      const expected = [...first].sort().reverse();
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await reader.list({ visibleTo: 'public' }, { limit: 3, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
        await desk.file();
      } while (cursor !== undefined);
      expect(seen).toEqual(expected);
    });

    it('refuses a cursor that it did not issue', async () => {
      const { next } = await reader.list({ visibleTo: 'public' }, { limit: 1 });
      expect(next).toBeNull();
      const forged = [
        '',
        'x',
        '%00',
        "1' OR 1=1",
        '99999999999999999.x',
        `1.${randomUUID()}x`,
        `-1.${randomUUID()}`,
      ];
      const cursors = [...forged, ...forged.map((text) => Buffer.from(text).toString('base64url'))];
      for (const cursor of cursors) {
        await expect(reader.list({ visibleTo: 'public' }, { limit: 1, cursor })).rejects.toThrow(
          InvalidCursorError,
        );
      }
    });

    it('treats SQL in a search as plain words', async () => {
      const { id } = await desk.file({ description: "It's 100% broken_ here; DROP TABLE \\ complaints" });
      await desk.file();
      expect(await idsOf({ q: '100% broken_' })).toEqual([id]);
      expect(await idsOf({ q: "it's" })).toEqual([id]);
      for (const q of [
        '\\',
        '%',
        '_ _',
        "' OR '1'='1",
        "'); DROP TABLE complaints; --",
        '$1',
        '\u0000',
        '::text',
      ]) {
        expect((await idsOf({ q })).filter((found) => found !== id)).toEqual([]);
      }
      expect(await idsOf({ category: ["jalan' OR '1'='1"] })).toEqual([]);
      expect(await idsOf({ bbox: [NaN, -Infinity, Infinity, 1e308] })).toEqual([]);
    });
  });

  describe('search words', () => {
    it('match together in any order, in text and address, whole or in part', async () => {
      const location = { ...place(-1.6, 103.6), address: 'Jl.Merdeka RT 05, dekat SDN 47' };
      const { id } = await desk.file({ description: 'Lampu mati,\njalan BERLUBANG di pasar', location });
      await desk.file({ description: 'Lampu terang di pasar lama' });
      for (const q of [
        'pasar mati',
        'lubang SDN',
        'merdeka',
        'berlub',
        'rt 05 lampu',
        '“lampu mati” pasar',
        '"mati jalan"',
        'lampu-mati!',
        'sd 47',
      ])
        expect([q, await idsOf({ q })]).toEqual([q, [id]]);
      for (const q of ['"jalan mati"', '"lamp mati"', 'pasar mati hujan', 'ar 05', '~', '🔥'])
        expect([q, await idsOf({ q })]).toEqual([q, []]);
    });

    it('with accents match in either case', async () => {
      const { id } = await desk.file({ description: 'Café di Jalan Ébène rusak' });
      expect(await idsOf({ q: 'café ébène' })).toEqual([id]);
    });

    it('that are half of a tracking code find its complaint', async () => {
      const { id, trackingCode } = await desk.file();
      const [, first = '', last = ''] = trackingCode.split('-');
      const halves = [
        first,
        last,
        `sk-${first}`,
        `SK ${first.toLowerCase()}`,
        `${first}-${last.slice(0, 2)}`,
        `${first}${last.slice(0, 3)}`,
      ];
      for (const q of halves) expect([q, await idsOf({ q, visibleTo: 'public' })]).toEqual([q, [id]]);
      expect(await idsOf({ q: first.slice(0, 3), visibleTo: 'public' })).toEqual([]);
      const secret = await desk.file({ confidential: true });
      expect(await idsOf({ q: secret.trackingCode.slice(3, 7), visibleTo: 'public' })).toEqual([]);
    });
  });

  describe('the public', () => {
    it('finds by text only what is published', async () => {
      const publicIds = (q: string) => idsOf({ q, visibleTo: 'public' });
      const open = await desk.fileAssigned({ description: 'Pohon tumbang menutup jalan.' });
      const secret = await desk.fileAssigned({
        description: 'Pohon tumbang juga di sini.',
        confidential: true,
      });
      expect(await publicIds('tumbang')).toEqual([]);
      expect(await publicIds('melati')).toEqual([]);
      expect(await idsOf({ q: 'TUMBANG' })).toEqual([secret.id, open.id]);
      for (const { id } of [open, secret]) await desk.act(id, { act: 'acknowledge' });
      expect(await publicIds('Tumbang')).toEqual([open.id]);
      await setRow(open.id, { hiddenAt: new Date() });
      expect(await publicIds('tumbang')).toEqual([]);
      await setRow(open.id, { hiddenAt: null });
      await desk.act(open.id, { act: 'reject', reason: 'already_handled' });
      expect(await publicIds('tumbang')).toEqual([]);
    });

    it('finds a complaint by its tracking code, however it is typed, unless it is confidential', async () => {
      const { id, trackingCode } = await desk.file({});
      const secret = await desk.file({ confidential: true });
      for (const typed of [
        (code: string) => code.toLowerCase().replaceAll('-', ' '),
        (code: string) => code.slice(3).replace('-', ''),
        (code: string) => `[${code}]`,
        (code: string) => `https://sikesal.test/track/${code}?lang=en`,
      ]) {
        expect(await idsOf({ q: typed(trackingCode), visibleTo: 'public' })).toEqual([id]);
        expect(await idsOf({ q: typed(secret.trackingCode), visibleTo: 'public' })).toEqual([]);
      }
    });

    it('never finds by place what is confidential, approximate or not published', async () => {
      const bbox: ListFilter['bbox'] = [103.5, -1.7, 103.7, -1.5];
      const open = await desk.fileAssigned({ location: place(-1.6, 103.6) });
      const secret = await desk.fileAssigned({ location: place(-1.6, 103.6), confidential: true });
      const vague = await desk.fileAssigned({ location: place(-1.6, 103.6, true) });
      for (const { id } of [open, secret, vague]) await desk.act(id, { act: 'acknowledge' });
      const fresh = await desk.fileAssigned({ location: place(-1.6, 103.6) });
      await desk.fileAssigned({ location: place(-1.4, 103.6) });
      expect(await idsOf({ bbox, visibleTo: 'public' })).toEqual([open.id]);
      expect(await idsOf({ bbox })).toEqual([fresh.id, vague.id, secret.id, open.id]);
    });
  });

  it('shows open complaints nearby to somebody who is about to file, nearest first', async () => {
    const published = async (given: Parameters<typeof desk.fileAssigned>[0]) => {
      const filed = await desk.fileAssigned(given);
      await desk.act(filed.id, { act: 'acknowledge' });
      return filed;
    };
    const point = { latitude: -1.6, longitude: 103.6 };
    const metersNorth = (meters: number) => place(-1.6 + meters / 111_195, 103.6);
    const metersEast = (meters: number) =>
      place(-1.6, 103.6 + meters / (111_195 * Math.cos((1.6 * Math.PI) / 180)));
    const far = await published({ location: metersNorth(95) });
    const near = await published({ location: metersEast(20) });
    await published({ location: metersNorth(105) });
    await published({ location: place(-1.6 + 90 / 111_195, 103.6 + 90 / 111_195) });
    await desk.fileAssigned({ location: metersNorth(1), category: 'lampu-jalan' });
    await desk.fileAssigned({ location: metersNorth(1), confidential: true });
    await desk.fileAssigned({ location: place(-1.6, 103.6, true) });
    const done = await desk.fileAssigned({ location: metersNorth(1) });
    await desk.act(done.id, { act: 'resolve' });
    const found = await reader.nearby({ point, category: 'jalan', withinMeters: 100 });
    expect(found.map(({ id }) => id)).toEqual([near.id, far.id]);
  });

  it('reveals only the grid square of a complaint whose place is not public', async () => {
    const filed = [place(-1.60049, 103.60049), place(-1.59951, 103.59951), place(-1.6, 103.6)];
    const ids = await Promise.all(filed.map(async (location) => (await desk.fileAssigned({ location })).id));
    const around = async (latitude: number, longitude: number) =>
      (await reader.nearby({ point: { latitude, longitude }, category: 'jalan', withinMeters: 100 })).map(
        ({ id }) => id,
      );
    // From every point the answer is all of the square, in an order that says nothing, or none of it.
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, step) => around(-1.603 + step * 0.00015, 103.6002)),
    );
    expect(new Set(results.map((result) => result.join()))).toEqual(new Set([ids.sort().join(), '']));
    // Somebody within a hundred metres of any of them finds all of them.
    expect(await around(-1.60049 - 98 / 111_195, 103.60049)).toHaveLength(3);
  });
});
