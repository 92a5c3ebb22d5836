import { createApiKeyStore } from '../../database/stores/api-key-store';
import { openInstallation, type Installation } from './open-installation';
import { lastJson } from './run-sikesal';

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

  it('prints a key that opens, as one last line of JSON', async () => {
    const officer = ['--role', 'officer', '--agency', 'pupr', '--label', 'Loket', '--json'];
    const ran = await installation.sikesalProcess('keys', 'create', ...officer);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const { id, key } = lastJson(ran) as CreatedKey;
    expect(await holderOf(key)).toMatchObject({ id, role: 'officer', agency: 'pupr', label: 'Loket' });
  });

  it('lists keys without their secrets, and ends the one that is revoked', async () => {
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

  it.each([
    ['a role that does not exist', ['--role', 'king'], /'king' is invalid.+officer, supervisor/],
    ['an officer of no agency', ['--role', 'officer'], /needs --agency with one of pupr/],
    ['an agency that the city does not have', ['--role', 'officer', '--agency', 'nasa'], /no agency "nasa"/],
    [
      'an administrator of one agency',
      ['--role', 'administrator', '--agency', 'pupr'],
      /belongs to no agency/,
    ],
    ['an option that does not exist', ['--role', 'application', '--admin'], /unknown option '--admin'/],
  ])('refuses %s in one sentence and makes nothing', async (_, args, sentence) => {
    const before = await installation.sql('SELECT id FROM api_keys');
    const ran = await create(...args);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(sentence);
    expect(ran.stderr.trimEnd()).not.toContain('\n');
    expect(await installation.sql('SELECT id FROM api_keys')).toEqual(before);
  });
});
