import { startDesk, codesIn, countsIn, type DeskUnderTest, type Person } from '../web/desk/desk-under-test';
import { newMember } from '../support/signed-in';
import { followCityOf } from './follow-city-of';

describe('open cases of an officer who left', () => {
  let test: DeskUnderTest;
  let supervisor: Person;
  beforeAll(async () => {
    test = await startDesk();
    supervisor = await test.signIn({ role: 'supervisor', agency: 'pupr' });
  });
  afterAll(() => test.stop());

  async function givenToSomebody() {
    const member = await newMember(test.deps);
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'assign', await test.key('officer', 'pupr'), { officer: member.id });
    return { member, filed };
  }
  const officerOf = async (code: string) =>
    (await test.get(code, await test.key('supervisor', 'pupr'))).body.officer as string | null;
  const nobodys = async () => codesIn((await test.see('/desk?officer=nobody', supervisor)).text);

  it.each([
    ['was deactivated', (id: string) => test.deps.staff.deactivate(id, { by: 'test' })],
    [
      'works for another agency',
      (id: string) => test.deps.staff.change(id, { agency: 'dlh' }, { by: 'test' }),
    ],
  ])('are unassigned once the officer %s, and listed under a tab of their own', async (_, leave) => {
    const { member, filed } = await givenToSomebody();
    expect(await nobodys()).not.toContain(filed.trackingCode);
    await leave(member.id);
    await followCityOf(test);
    expect(await officerOf(filed.trackingCode)).toBeNull();
    expect(await nobodys()).toContain(filed.trackingCode);
    const counted = countsIn((await test.see('/desk', supervisor)).text).at(-1);
    expect(Number(counted)).toBe((await nobodys()).length);
    const centre = await test.key('command_centre');
    const { timeline } = (await test.get(filed.trackingCode, centre)).body;
    expect(timeline.at(-1)).toMatchObject({
      ...{ type: 'officer_assigned', actor: { kind: 'system' }, data: { officer: null } },
    });
    await followCityOf(test);
    expect((await test.get(filed.trackingCode, centre)).body.timeline).toHaveLength(timeline.length);
  });

  it('stay with a colleague to whom they were assigned in the meantime', async () => {
    const { member, filed } = await givenToSomebody();
    const colleague = await newMember(test.deps);
    await test.deps.staff.deactivate(member.id, { by: 'test' });
    await test.act(filed.trackingCode, 'assign', await test.key('officer', 'pupr'), {
      officer: colleague.id,
    });
    await followCityOf(test);
    expect(await officerOf(filed.trackingCode)).toBe(colleague.id);
  });
});
