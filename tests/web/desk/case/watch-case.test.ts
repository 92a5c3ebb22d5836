import type { AddressInfo } from 'node:net';
import type { Filed } from '../../../support/api-under-test';
import { watch, type Watching } from '../../live/watch';
import type { Person } from '../desk-under-test';
import { startCase, type CaseUnderTest } from './case-under-test';

describe('a case that is watched', () => {
  let test: CaseUnderTest;
  let key: string;
  beforeAll(async () => {
    test = await startCase();
    key = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const watching = (filed: Filed, { cookie }: Person): Promise<Watching> => {
    const { port } = test.server.address() as AddressInfo;
    return watch({ port, path: `${test.urlOf(filed)}/live`, cookie });
  };

  it('tells that there is something new', async () => {
    const filed = await test.fileAssigned();
    const stream = await watching(filed, await test.signIn());
    await stream.until((text) => text.includes('"sequence":2'));
    await test.act(filed.trackingCode, 'acknowledge', key);
    expect(await stream.until((text) => text.includes('"sequence":3'))).toContain('data: ');
    stream.leave();
  });

  it.each<[string, (at: { filed: Filed; person: Person }) => Promise<unknown>]>([
    ['whose session is over', ({ person }) => test.deps.sessions.close(person.token)],
    ['who was deactivated', ({ person }) => test.deps.staff.deactivate(person.member.id, { by: 'test' })],
    [
      'whose agency has lost it',
      ({ filed }) => test.act(filed.trackingCode, 'reassign', key, { agency: 'dlh', reason: 'Sampah.' }),
    ],
  ])('tells nothing more to somebody %s', async (_who, happen) => {
    const filed = await test.fileAssigned();
    const person = await test.signIn();
    const stream = await watching(filed, person);
    await stream.until((text) => text.includes('"sequence":2'));
    await happen({ filed, person });
    await test.act(filed.trackingCode, 'notes', await test.key('command_centre'), { text: 'Kabar.' });
    await stream.ended;
    expect(stream.text()).not.toMatch(/"sequence":[34]/);
  });
});
