import { crc32 } from 'node:zlib';
import pino from 'pino';
import { createPhotoIntake } from '../../photos/photo-intake';
import { PhotoRefused } from '../../photos/photo-refused';
import { createRandom, type Random } from '../faults/random';
import { inForm } from '../support/long-form';
import { soundPhotos } from './sample-photos';

const PICTURES = inForm({ short: 200, long: 2_000 });
const SEED = process.env.FAULTS_SEED ?? 'pictures';
const ANSWER_MS_AT_MOST = 10_000;
const GROWTH_AT_MOST = 64 * 1024 * 1024;
const AT_ONCE = 4;

jest.setTimeout(60_000 + PICTURES * 3_000);

describe(`${PICTURES} pictures whose headers lie (FAULTS_SEED=${SEED})`, () => {
  it('are each re-encoded or refused in time, and this process hardly grows', async () => {
    const random = createRandom(SEED);
    const sound = await soundPhotos();
    const files = Array.from({ length: PICTURES }, () => lyingPicture(sound, random));
    const intake = createPhotoIntake({ timeZone: 'Asia/Jakarta', logger: pino({ level: 'silent' }) });
    const outcomes = { reencoded: 0, refused: 0 };
    const first = Object.values(sound)[0] ?? Buffer.alloc(0);
    await intake.processPhoto(first, { network: 'before' });
    const before = process.memoryUsage().rss;

    async function sendOne(file: Buffer, index: number): Promise<void> {
      const began = Date.now();
      try {
        await intake.processPhoto(file, { network: `network ${index}` });
        outcomes.reencoded += 1;
      } catch (error) {
        // A refusal is the only error that a picture may cause.
        if (!(error instanceof PhotoRefused)) throw error;
        outcomes.refused += 1;
      }
      expect(Date.now() - began).toBeLessThan(ANSWER_MS_AT_MOST);
    }

    for (let start = 0; start < files.length; start += AT_ONCE)
      await Promise.all(files.slice(start, start + AT_ONCE).map((file, index) => sendOne(file, index)));
    expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH_AT_MOST);
    expect((await intake.processPhoto(first, { network: 'after' })).width).toBe(300);
    intake.close();
    // With one kind of outcome alone the run would show little.
    expect(outcomes.refused).toBeGreaterThan(PICTURES / 4);
    expect(outcomes.reencoded).toBeGreaterThan(0);
  });
});

function lyingPicture(sound: Record<string, Buffer>, random: Random): Buffer {
  const [name, file] = random.pick(Object.entries(sound));
  const lying = Buffer.from(file);
  if (random.chance(0.5)) lieAboutSize(name, lying, random);
  else garble(lying, random);
  return random.chance(0.1) ? lying.subarray(0, random.between(1, lying.length)) : lying;
}

/** Overwrites some of the first hundred bytes. */
function garble(file: Buffer, random: Random): void {
  for (let count = random.between(1, 8); count > 0; count -= 1)
    file[random.between(0, 100)] = random.between(0, 255);
}

/** Up to what the format allows, but mostly a size that is accepted and therefore decoded. */
function side(random: Random, most: number): number {
  return random.chance(0.7) ? random.between(1, 8_000) : random.between(1, most);
}

function lieAboutSize(name: string, file: Buffer, random: Random): void {
  if (name.includes('PNG')) lieInPng(file, random);
  else if (name.includes('JPEG')) lieInJpeg(file, random);
  else lieInWebp(file, random);
}

/** Changes size, depth, colours and interlacing, and corrects the checksum. */
function lieInPng(file: Buffer, random: Random): void {
  const header = 16;
  file.writeUInt32BE(side(random, 2 ** 31 - 1), header);
  file.writeUInt32BE(side(random, 2 ** 31 - 1), header + 4);
  if (random.chance(0.5)) {
    file[header + 8] = random.pick([1, 2, 4, 8, 16]);
    file[header + 9] = random.pick([0, 2, 3, 4, 6]);
    file[header + 12] = random.pick([0, 1]);
  }
  file.writeUInt32BE(crc32(file.subarray(header - 4, header + 13)), header + 13);
}

function lieInJpeg(file: Buffer, random: Random): void {
  const baseline = file.indexOf(Buffer.from([0xff, 0xc0]));
  const frame = baseline >= 0 ? baseline : file.indexOf(Buffer.from([0xff, 0xc2]));
  file.writeUInt16BE(side(random, 65_535), frame + 5);
  file.writeUInt16BE(side(random, 65_535), frame + 7);
}

/** A lossy frame has two fields of fourteen bits for its size; a lossless one packs them together. */
function lieInWebp(file: Buffer, random: Random): void {
  const lossy = file.indexOf('VP8 ');
  if (lossy >= 0) {
    file.writeUInt16LE(side(random, 16_383), lossy + 14);
    file.writeUInt16LE(side(random, 16_383), lossy + 16);
  } else {
    const bits = file.readUInt32LE(file.indexOf('VP8L') + 9);
    const size = (side(random, 16_383) - 1) | ((side(random, 16_383) - 1) << 14);
    file.writeUInt32LE(((bits & 0xf0000000) | size) >>> 0, file.indexOf('VP8L') + 9);
  }
}
