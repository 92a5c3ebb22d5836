import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { arm, asValue, disarm, hasPointFired, pass } from './kill-points';

describe('a kill point', () => {
  let folder: string;
  let kill: jest.SpyInstance;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kill-points-'));
    kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  });

  afterEach(async () => {
    kill.mockRestore();
    await rm(folder, { recursive: true });
  });

  const passBy = (what = '') => pass(folder, 'after-commit', () => what);

  it('is harmless until it is armed, and kills once for each arming', async () => {
    passBy();
    expect(kill).not.toHaveBeenCalled();
    await arm(folder, 'after-commit');
    passBy();
    passBy();
    expect(kill).toHaveBeenCalledTimes(1);
    expect(await disarm(folder, 'after-commit')).toBe(true);
    expect(hasPointFired(folder, 'after-commit')).toBe(false);
  });

  it('lets pass as many as it is told to, and what it is not armed for', async () => {
    await arm(folder, 'after-commit', { passes: 1, match: asValue('merged') });
    passBy(`INSERT INTO "timeline_events" VALUES ('resolved')`);
    passBy(`INSERT INTO "timeline_events" VALUES ('merged')`);
    expect(kill).not.toHaveBeenCalled();
    passBy(`INSERT INTO "timeline_events" VALUES ('merged')`);
    expect(kill).toHaveBeenCalledTimes(1);
  });

  it.each([
    [`VALUES ('merged')`, true],
    [`$1 ["merged"]`, true],
    [`$1 ["[{\\"type\\":\\"merged\\"}]"]`, true],
    [`SET merged_into = NULL`, false],
    [`SET "merged_into" = NULL`, false],
  ])('tells a value from a column: %s', (sql, isValue) => {
    expect(new RegExp(asValue('merged')).test(sql)).toBe(isValue);
  });
});
