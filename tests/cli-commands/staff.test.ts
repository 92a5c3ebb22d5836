import { createSessionStore } from '../../database/stores/session-store';
import { createStaffStore, type StaffMember } from '../../database/stores/staff-store';
import { openInstallation, type Installation } from './open-installation';
import { lastJson } from './run-sikesal';
import { opened } from '../support/signed-in';

describe('sikesal staff', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  beforeEach(() => installation.sql('TRUNCATE staff, audit_entries CASCADE'));
  afterAll(() => installation.close());

  const staff = (...args: string[]) => installation.sikesal('staff', ...args);
  const add = (...args: string[]) => staff('add', '--name', 'Budi', '--email', 'budi@x.example', ...args);
  const OFFICER = ['--role', 'officer', '--agency', 'pupr'];
  const stored = () => createStaffStore(installation).list({});

  it('adds the first administrator, and prints them as JSON on the last line', async () => {
    const ani = ['--name', 'Ani', '--email', 'ani@x.example', '--role', 'administrator', '--json'];
    const ran = await installation.sikesalProcess('staff', 'add', ...ani);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(lastJson(ran)).toEqual((await stored())[0]);
    expect(lastJson(ran)).toMatchObject({ name: 'Ani', role: 'administrator', agency: null, language: 'id' });
    expect(await installation.sql('SELECT actor, action FROM audit_entries')).toEqual([
      { actor: 'cli', action: 'staff_added' },
    ]);
  });

  it('lists everybody, those who can sign in, or those of one agency', async () => {
    expect((await staff('list')).stdout).toBe('There is nobody yet: let somebody in with "staff add".\n');
    await add(...OFFICER);
    await staff('deactivate', 'budi@x.example');
    const sri = ['--name', 'Sri', '--email', 'sri@x.example', '--role', 'supervisor', '--agency', 'dishub'];
    await staff('add', ...sri);
    const listed = await staff('list');
    expect(listed.stdout).toMatch(/Budi +budi@x.example +officer +pupr +- +no\n/);
    expect(listed.stdout).toMatch(/Sri +sri@x.example +supervisor +dishub +- +yes\n/);
    const names = async (...args: string[]) =>
      (lastJson(await staff('list', '--json', ...args)) as StaffMember[]).map(({ name }) => name);
    expect(await names('--active')).toEqual(['Sri']);
    expect(await names('--agency', 'pupr')).toEqual(['Budi']);
  });

  it('changes somebody by id or address, and says who they are now', async () => {
    const { id } = lastJson(await add(...OFFICER, '--json')) as StaffMember;
    const changed = await staff('change', id, '--role', 'command_centre', '--language', 'en');
    expect(changed.stdout).toBe(`Budi <budi@x.example>, command_centre (${id}), is changed.\n`);
    await staff('change', 'BUDI@x.example', '--name', 'Budi S.');
    expect(await stored()).toMatchObject([{ name: 'Budi S.', role: 'command_centre', language: 'en' }]);
  });

  it('ends somebody’s access at once, and restores it', async () => {
    const { id } = lastJson(await add(...OFFICER, '--json')) as StaffMember;
    const sessions = createSessionStore(installation);
    const { token } = await opened(sessions, { staffId: id });
    expect((await staff('deactivate', 'budi@x.example')).stdout).toContain('cannot sign in any more');
    expect(await sessions.find(token)).toBeNull();
    expect((await staff('reactivate', id)).stdout).toContain('can sign in again');
    expect(await stored()).toMatchObject([{ active: true }]);
  });

  it.each([
    ['a role of applications', ['--role', 'application'], /'application' is invalid/],
    ['an officer of no agency', ['--role', 'officer'], /^agency: is missing\.$/],
    [
      'an agency that the city does not have',
      ['--role', 'officer', '--agency', 'nasa'],
      /must be one of pupr/,
    ],
    ['an administrator of one agency', ['--role', 'administrator', '--agency', 'pupr'], /only for roles/],
    ['an address that is none', [...OFFICER, '--email', 'budi'], /is not an e-mail address/],
    ['a language that is not spoken here', [...OFFICER, '--language', 'nl'], /must be one of id, en/],
  ])('refuses %s in one sentence and adds nobody', async (_, args, sentence) => {
    const ran = await add(...args);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr.trimEnd()).toMatch(sentence);
    expect(ran.stderr.trimEnd()).not.toContain('\n');
    expect(await stored()).toEqual([]);
  });

  it('refuses an address in use, removing the last administrator, and changes of nothing or nobody', async () => {
    const ani = ['--name', 'Ani', '--email', 'ani@x.example', '--role', 'administrator'];
    await staff('add', ...ani);
    const refused = async (...args: string[]) => {
      const { code, stdout, stderr } = await staff(...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      return stderr.trimEnd();
    };
    expect(await refused('add', ...ani)).toBe('Somebody else has this e-mail address.');
    expect(await refused('deactivate', 'ani@x.example')).toMatch(/^They are the last administrator/);
    expect(await refused('change', 'ani@x.example', '--role', 'command_centre')).toMatch(
      /last administrator/,
    );
    expect(await refused('change', 'ani@x.example')).toMatch(/^Say what to change/);
    expect(await refused('deactivate', 'x@y.example')).toMatch(/^Nobody has the id or address "x@y.example"/);
  });
});
