import { createApiKeyStore } from '../../database/stores/api-key-store';
import { retire, withChangedPack } from '../city-changes/changed-pack';
import { openInstallation, type Installation } from './open-installation';
import { lastJson, runSikesal } from './run-sikesal';

interface CreatedKey {
  id: string;
  key: string;
}

describe('sikesal keys', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const create = (...args: string[]) => installation.sikesal('keys', 'create', ...args);
  const holderOf = (key: string) => createApiKeyStore(installation).authenticate(key);

  it('prints a key that works, as JSON on the last line', async () => {
    const officer = ['--role', 'officer', '--agency', 'pupr', '--label', 'Loket', '--json'];
    const ran = await installation.sikesalProcess('keys', 'create', ...officer);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const { id, key } = lastJson(ran) as CreatedKey;
    expect(await holderOf(key)).toMatchObject({ id, role: 'officer', agency: 'pupr', label: 'Loket' });
  });

  it('creates keys for a retired agency that finishes its open cases, and for no other', async () => {
    const officer = ['keys', 'create', '--role', 'officer', '--agency', 'dishub', '--json'];
    const createWith = (openCases: 'finish' | 'hand_over') =>
      withChangedPack(
        (edit) => retire(edit, { kind: 'agencies', code: 'dishub', successor: 'pupr', openCases }),
        (folder) => runSikesal(officer, { ...installation.settings, CITY_PACK: folder }),
      );
    const { key } = lastJson(await createWith('finish')) as CreatedKey;
    expect(await holderOf(key)).toMatchObject({ role: 'officer', agency: 'dishub' });
    expect((await createWith('hand_over')).code).toBe(1);
  });

  it('lists keys without their secrets, and revokes one', async () => {
    const { id, key } = lastJson(await create('--role', 'command_centre', '--json')) as CreatedKey;
    const listed = await installation.sikesal('keys', 'list');
    expect(listed.stdout).toContain(id);
    expect(listed.stdout).not.toContain(key);

    expect((await installation.sikesal('keys', 'revoke', id)).code).toBe(0);
    expect(await holderOf(key)).toBeNull();
    const again = await installation.sikesal('keys', 'revoke', id);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^There is no key ".+" in force.+\n$/);
  });

  it('creates the key of an application with its scopes, its channel and its expiry', async () => {
    const end = new Date(Date.now() + 86_400_000).toISOString();
    const wanted = [
      '--channel',
      'dishub-smart',
      '--expires',
      end,
      '--scope',
      'complaints:file',
      'events:read',
    ];
    const made = await create('--role', 'application', '--label', 'Dishub Smart', '--json', ...wanted);
    const { id, key } = lastJson(made) as CreatedKey;
    expect(await holderOf(key)).toMatchObject({
      ...{ id, label: 'Dishub Smart', channel: 'dishub-smart' },
      scopes: ['complaints:file', 'events:read'],
    });
    expect((await installation.sikesal('keys', 'list')).stdout).toMatch(/complaints:file events:read/);
  });

  it('rotates a key, with a day of overlap or none', async () => {
    const { id, key } = lastJson(await create('--role', 'command_centre', '--json')) as CreatedKey;
    const fresh = lastJson(await installation.sikesal('keys', 'rotate', id, '--json')) as CreatedKey;
    expect(await holderOf(key)).toMatchObject({ id });
    expect(await holderOf(fresh.key)).toMatchObject({ id });
    const last = await installation.sikesal('keys', 'rotate', id, '--overlap-hours', '0');
    expect(last.stdout).toMatch(/^sk_\w{49}$/m);
    expect([await holderOf(key), await holderOf(fresh.key)]).toEqual([null, null]);
    const tooLong = await installation.sikesal('keys', 'rotate', id, '--overlap-hours', '200');
    expect(tooLong.stderr).toMatch(/overlapHours/);
    const end = new Date(Date.now() + 86_400_000).toISOString();
    await installation.sikesal('keys', 'rotate', id, '--expires', end);
    const ends = async () => (await createApiKeyStore(installation).find(id))?.expiresAt;
    expect(await ends()).toBe(Date.parse(end));
    await installation.sikesal('keys', 'rotate', id, '--expires', 'never');
    expect(await ends()).toBeNull();
    await installation.sikesal('keys', 'revoke', id);
    expect((await installation.sikesal('keys', 'rotate', id)).stderr).toMatch(
      /^There is no key ".+" in force/,
    );
  });

  it('finds the keys in text that is piped in, says whether they work, and repeats none of them', async () => {
    const leaked = lastJson(
      await create('--role', 'application', '--label', 'Bocor', '--json'),
    ) as CreatedKey;
    const gone = lastJson(await create('--role', 'application', '--label', 'Lama', '--json')) as CreatedKey;
    await installation.sikesal('keys', 'revoke', gone.id);
    const strangers = `sk_${'a'.repeat(49)} sk_live_4eC39HqLyjWDarjtT1zdp7dc ${leaked.key.slice(0, -1)}X`;
    const text = `curl -H "Authorization: Bearer ${leaked.key}"\nKEY=${gone.key}\n${strangers}\n${leaked.key}`;
    const ran = await installation.sikesalReading(text, 'keys', 'check');
    expect(ran.stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(ran.stdout).toMatch(new RegExp(`${leaked.key.slice(0, 9)} +${leaked.id} +Bocor +WORKS`));
    expect(ran.stdout).toMatch(new RegExp(`${gone.id} +Lama +works no more`));
    expect(ran.stdout).not.toContain(leaked.key.slice(0, 10));
    expect((await installation.sikesalReading('nothing', 'keys', 'check')).stdout).toMatch(/^No key of ours/);
    const [row] = await installation.sql('SELECT last_used_at FROM api_keys WHERE id = $1', leaked.id);
    expect(row).toEqual({ last_used_at: null });
  });

  it('reads the pipe when run as a process', async () => {
    const { id, key } = lastJson(await create('--role', 'application', '--json')) as CreatedKey;
    const ran = await installation.sikesalProcessReading(`${key}\n`, 'keys', 'check', '--json');
    expect(lastJson(ran)).toMatchObject([{ id, works: true }]);
  });

  it('records that the command line did it', async () => {
    const { id } = lastJson(await create('--role', 'application', '--json')) as CreatedKey;
    await installation.sikesal('keys', 'rotate', id);
    await installation.sikesal('keys', 'revoke', id);
    const sql = 'SELECT action, actor FROM audit_entries WHERE subject = $1 ORDER BY id';
    expect(await installation.sql(sql, `key:${id}`)).toEqual(
      ['key_created', 'key_rotated', 'key_revoked'].map((action) => ({ action, actor: 'cli' })),
    );
  });

  it.each([
    [
      'a channel with capitals',
      ['--role', 'application', '--channel', 'Dishub'],
      /channel: must be small letters/,
    ],
    [
      'an end that is over',
      ['--role', 'application', '--expires', '2020-01-01T00:00:00Z'],
      /is over already/,
    ],
    [
      'scopes of an officer',
      ['--role', 'officer', '--agency', 'pupr', '--scope', 'events:read'],
      /scopes: is only/,
    ],
    ['a role that does not exist', ['--role', 'king'], /'king' is invalid.+officer, supervisor/],
    ['an officer of no agency', ['--role', 'officer'], /needs --agency with one of pupr/],
    ['an agency that the city does not have', ['--role', 'officer', '--agency', 'nasa'], /no agency "nasa"/],
    [
      'an administrator of one agency',
      ['--role', 'administrator', '--agency', 'pupr'],
      /belongs to no agency/,
    ],
    ['an option that does not exist', ['--role', 'application', '--admin'], /unknown option '--admin'/],
  ])('refuses %s in one sentence and creates nothing', async (_, args, sentence) => {
    const before = await installation.sql('SELECT id FROM api_keys');
    const ran = await create(...args);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(sentence);
    expect(ran.stderr.trimEnd()).not.toContain('\n');
    expect(await installation.sql('SELECT id FROM api_keys')).toEqual(before);
  });
});
