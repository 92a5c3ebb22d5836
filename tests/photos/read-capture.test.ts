import { readCapture } from '../../photos/read-capture';
import { capturedPhoto } from './captured-photo';
import { drawn, withJpegSegment } from './sample-photos';

const JAMBI = { latitude: -1.6105, longitude: 103.6131 };
const NOTHING = { takenAt: null, point: null };
const read = (file: Buffer, timeZone = 'Asia/Jakarta') => readCapture(file, { timeZone });
const takenAt = async (metadata: Parameters<typeof capturedPhoto>[0], timeZone?: string) => {
  const { takenAt: at } = await read(await capturedPhoto(metadata), timeZone);
  return at === null ? null : new Date(at).toISOString();
};
const LOCAL = '2026:11:25 14:05:00';
const SATELLITE = { GPSDateStamp: '2026:11:25', GPSTimeStamp: '5/1 5/1 592/10' };

describe('the capture data of a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is read from a %s', async (kind) => {
    const capture = await read(await capturedPhoto({ takenAt: LOCAL, point: JAMBI, kind }));
    expect(capture.takenAt).toBe(Date.UTC(2026, 10, 25, 7, 5));
    expect(capture.point?.latitude).toBeCloseTo(JAMBI.latitude, 6);
    expect(capture.point?.longitude).toBeCloseTo(JAMBI.longitude, 6);
  });

  it('has a time in the city’s zone when there is no offset', async () => {
    expect(await takenAt({ takenAt: LOCAL })).toBe('2026-11-25T07:05:00.000Z');
    expect(await takenAt({ takenAt: LOCAL }, 'Asia/Jayapura')).toBe('2026-11-25T05:05:00.000Z');
    expect(await takenAt({ takenAt: LOCAL }, 'America/St_Johns')).toBe('2026-11-25T17:35:00.000Z');
    expect(await takenAt({ takenAt: LOCAL }, 'UTC')).toBe('2026-11-25T14:05:00.000Z');
  });

  it('has the offset before or after a change of the clocks, whichever applies', async () => {
    expect(await takenAt({ takenAt: '2026:10:25 00:30:00' }, 'Europe/Berlin')).toBe(
      '2026-10-24T22:30:00.000Z',
    );
    expect(await takenAt({ takenAt: '2026:10:25 03:30:00' }, 'Europe/Berlin')).toBe(
      '2026-10-25T02:30:00.000Z',
    );
  });

  it('uses the camera’s own offset, or else GPS time, before the city’s zone', async () => {
    expect(await takenAt({ takenAt: LOCAL, offset: '+08:00', gps: SATELLITE })).toBe(
      '2026-11-25T06:05:00.000Z',
    );
    expect(await takenAt({ takenAt: LOCAL, gps: SATELLITE })).toBe('2026-11-25T05:05:59.000Z');
    expect(await takenAt({ gps: SATELLITE })).toBe('2026-11-25T05:05:59.000Z');
  });

  it.each([
    ['a camera whose clock was never set', { takenAt: '0000:00:00 00:00:00' }],
    ['a blank', { takenAt: '    :  :     :  :  ' }],
    ['a day that no month has', { takenAt: '2026:02:30 10:00:00' }],
    ['an hour that no day has', { takenAt: '2026:11:25 24:00:00' }],
    ['words', { takenAt: 'yesterday at noon ok' }],
    ['a satellites’ date alone', { gps: { GPSDateStamp: '2026:11:25' } }],
    ['a satellites’ time divided by nothing', { gps: { ...SATELLITE, GPSTimeStamp: '5/0 5/0 5/0' } }],
    ['a satellites’ hour too many', { gps: { ...SATELLITE, GPSTimeStamp: '25/1 0/1 0/1' } }],
  ])('has no time with %s', async (_what, metadata) => {
    expect(await takenAt(metadata)).toBeNull();
  });

  it('ignores an offset that cannot be parsed', async () => {
    expect(await takenAt({ takenAt: LOCAL, offset: 'WIB' })).toBe('2026-11-25T07:05:00.000Z');
  });

  it.each([
    ['0/0', { point: { latitude: 0, longitude: 0 } }],
    ['91 degrees', { point: { latitude: 91, longitude: 103 } }],
    ['181 degrees', { point: { latitude: -1.6, longitude: 181 } }],
    ['a division by nothing', { point: JAMBI, gps: { GPSLatitude: '1/0 0/1 0/1' } }],
    ['nothing by nothing', { point: JAMBI, gps: { GPSLongitude: '0/0 0/0 0/0' } }],
    ['half of it', { gps: { GPSLatitude: '1/1 36/1 0/1', GPSLatitudeRef: 'S' } }],
  ])('has no place with %s', async (_what, metadata) => {
    expect((await read(await capturedPhoto({ takenAt: LOCAL, ...metadata }))).point).toBeNull();
  });

  it('is empty when there is none', async () => {
    expect(await read(await drawn(60, 40).jpeg().toBuffer())).toEqual(NOTHING);
    expect(await read(Buffer.from('no photo'))).toEqual(NOTHING);
    expect(await read(Buffer.alloc(0))).toEqual(NOTHING);
  });

  it('is not read from metadata larger than any camera writes', async () => {
    const small = await capturedPhoto({ takenAt: LOCAL, kind: 'webp' });
    const exif = small.indexOf('EXIF');
    const length = small.readUInt32LE(exif + 4);
    const huge = Buffer.concat([small, Buffer.alloc(600_000, 1)]);
    huge.writeUInt32LE(length + 600_000, exif + 4);
    huge.writeUInt32LE(huge.length - 8, 4);
    expect(await read(huge)).toEqual(NOTHING);
  });

  it('is read without an error, whichever byte of the metadata is damaged', async () => {
    const sound = await capturedPhoto({ takenAt: LOCAL, point: JAMBI });
    const start = sound.indexOf('Exif\0\0') + 6;
    const end = start + sound.readUInt16BE(start - 8) - 8;
    for (let offset = start; offset < end; offset += 1) {
      const damaged = Buffer.from(sound);
      damaged[offset] = 0xff;
      // This must not reject.
      await read(damaged);
    }
    expect(end - start).toBeGreaterThan(200);
  });

  it('is empty when its segment is noise', async () => {
    const plain = await drawn(60, 40).jpeg().toBuffer();
    for (const head of ['II*\0\b\0\0\0', 'MM\0*\0\0\0\b', 'II*\0\xff\xff\xff\xff', '']) {
      const noise = Buffer.concat([
        Buffer.from(`Exif\0\0${head}`, 'latin1'),
        Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 89 + head.length) % 256)),
      ]);
      expect(await read(withJpegSegment(plain, 0xe1, noise))).toEqual(NOTHING);
    }
  });
});
