import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSpool } from '../../photos/spool';
import { SpoolUnavailable } from '../../photos/spool-unavailable';

describe('the folder for incoming pictures', () => {
  const before = process.env.TMPDIR;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sikesal-spool-'));
    process.env.TMPDIR = folder;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(folder, { recursive: true });
  });

  it('is created for its owner alone, and not used once others may enter it', async () => {
    const spool = await openSpool();
    expect([spool.startsWith(folder), (await stat(spool)).mode & 0o777]).toEqual([true, 0o700]);
    expect(await openSpool()).toBe(spool);
    await chmod(spool, 0o750);
    await expect(openSpool()).rejects.toEqual(new SpoolUnavailable('not_ours'));
  });
});
