import { readFile } from 'node:fs/promises';
import pino from 'pino';
import { createDecoderPool, type DecoderPool } from '../../photos/decoding/decoder-pool';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { eventually } from '../support/courier-bench';
import { ownSpool } from '../support/own-spool';
import { deepPng, drawn, greyPng } from './sample-photos';

const MEGABYTE = 1024 * 1024;

/** Accepts pictures of any size, so that only the decoder's own limits stop them. */
const BOUNDLESS = { ...PHOTO_LIMITS, pixelsAtMost: 4e9, sidePixelsAtMost: 1e6 };
const SLOW = greyPng({ width: 30_000, height: 30_000 }, Buffer.alloc(30_000 * 3751));

describe('a decoder in a process of its own', () => {
  const log: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(JSON.parse(line) as never) });
  const pools: DecoderPool[] = [];
  afterEach(() => {
    for (const pool of pools.splice(0)) pool.close();
  });
  const openPool = (decodeMsAtMost = 60_000) => {
    const pool = createDecoderPool({ decodeMsAtMost, logger });
    pools.push(pool);
    return {
      close: () => pool.close(),
      reencode: (file: Buffer, limits = PHOTO_LIMITS) =>
        pool.reencode(file, { limits, timeZone: 'Asia/Jakarta' }),
    };
  };
  const sound = () => drawn(300, 200).jpeg().toBuffer();

  it('re-encodes the largest valid picture while this process grows by less than a tenth of its size', async () => {
    const size = { width: 20_000, height: 2600, interlaced: true };
    // Each row of each of the seven passes starts with one more byte.
    const worst = deepPng(size, Buffer.alloc(size.height * (size.width * 8 + 2)));
    const before = process.memoryUsage().rss;
    expect((await openPool().reencode(worst)).width).toBe(2048);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * MEGABYTE);
  });

  it('refuses a picture that needs more memory than it may use, and re-encodes the next', async () => {
    const { reencode } = openPool();
    const size = { width: 20_000, height: 8000, interlaced: true };
    const bomb = deepPng(size, Buffer.alloc(1000));
    await expect(reencode(bomb, BOUNDLESS)).rejects.toMatchObject({ code: 'photo_broken' });
    expect((await reencode(await sound())).width).toBe(300);
  });

  it('is killed when a picture takes too long, and another re-encodes the next', async () => {
    const { reencode } = openPool(1_000);
    // The time that a decoder takes to start does not count.
    await reencode(await sound());
    const began = Date.now();
    await expect(reencode(SLOW, BOUNDLESS)).rejects.toMatchObject({ code: 'photo_broken' });
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(log.at(-1)).toMatchObject({ how: 'out_of_time' });
    expect((await reencode(await sound())).width).toBe(300);
  });

  it('loses one picture when it is killed, and inherits no secrets', async () => {
    const { reencode } = openPool();
    const known = await decoders();
    await reencode(await sound());
    const [pid = 0] = (await decoders()).filter((each) => !known.includes(each));
    const before = await cpuTicks(pid);
    const lost = expect(reencode(SLOW, BOUNDLESS)).rejects.toMatchObject({ code: 'photo_broken' });
    await eventually(async () => (await cpuTicks(pid)) > before + 10, { what: 'a decoder at work' });
    expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('TEST_');
    process.kill(pid, 'SIGKILL');
    await lost;
    expect(log.at(-1)).toMatchObject({ how: 'SIGKILL' });
    expect((await reencode(await sound())).width).toBe(300);
  });

  it('ends with its pool, at once or after the picture that it is at', async () => {
    const known = await decoders();
    const { reencode, close } = openPool();
    await reencode(await sound());
    const last = reencode(await drawn(3000, 2000).jpeg().toBuffer());
    close();
    expect((await last).width).toBe(2048);
    const started = async () => (await decoders()).filter((each) => !known.includes(each));
    await eventually(async () => (await started()).length === 0, { what: 'no decoder left' });
  });

  it('leaves no picture behind', async () => {
    const { reencode } = openPool();
    await Promise.all([reencode(await sound()), reencode(Buffer.from('no picture')).catch(() => undefined)]);
    await eventually(async () => (await ownSpool()).length === 0, { what: 'an empty folder' });
  });
});

/** The CPU time of a process, in Linux's hundredths of a second. */
async function cpuTicks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[12]);
}

/** The decoders among the children of this process, as Linux lists them. */
async function decoders(): Promise<number[]> {
  const text = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  const pids = text.trim().split(' ').filter(Boolean).map(Number);
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => lines[index]?.includes('decoder'));
}
