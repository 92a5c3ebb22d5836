import { randomUUID } from 'node:crypto';
import type { StaffMember } from '../../database/stores/staff-store';
import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

describe('the internal work of staff', () => {
  let test: ApiUnderTest;
  let officer: string;
  let supervisor: string;
  let colleague: StaffMember;
  let stranger: StaffMember;
  let gone: StaffMember;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    supervisor = await test.key('supervisor', 'pupr');
    colleague = await member('dewi', 'pupr');
    stranger = await member('budi', 'dlh');
    gone = await member('rina', 'pupr');
    await test.deps.staff.deactivate(gone.id, { by: 'test' });
  });
  afterAll(() => test.stop());

  const member = (name: string, agency: string) =>
    test.deps.staff.add(
      { name, email: `${name}@${agency}.example`, role: 'officer', agency, language: 'id' },
      { by: 'test' },
    );
  const assign = ({ trackingCode }: Filed, id: string | null, bearer = officer) =>
    test.act(trackingCode, 'assign', bearer, { officer: id });
  const recipientsOf = async ({ id: complaintId }: Filed, kind: string) => {
    const rows = await test.db.models.Notification.findAll({ where: { complaintId } });
    return rows.filter((row) => row.kind === kind).map(({ recipient }) => recipient);
  };

  describe('an assignment', () => {
    it('gives a complaint to a colleague, notifies them, and can be taken back', async () => {
      const filed = await test.fileAssigned();
      const assigned = await assign(filed, colleague.id);
      expect(assigned.status).toBe(200);
      expect(assigned.body).toMatchObject({ officer: colleague.id, status: 'assigned' });
      expect(await recipientsOf(filed, 'officer_assigned')).toEqual([`staff:${colleague.id}`]);
      expect((await assign(filed, null)).body.officer).toBeNull();
    });

    it('is shown to staff alone', async () => {
      const filed = await test.fileAssigned();
      await assign(filed, colleague.id);
      for (const bearer of [undefined, filed.reporterToken]) {
        const { body, text } = await test.get(filed.trackingCode, bearer);
        expect(body).not.toHaveProperty('officer');
        expect(text).not.toContain(colleague.id);
        expect(body.timeline).toHaveLength(2);
      }
    });

    it('ends with a hand-over to another agency', async () => {
      const filed = await test.fileAssigned();
      await assign(filed, colleague.id);
      await test.act(filed.trackingCode, 'reassign', officer, { agency: 'dlh', reason: 'Sampah.' });
      const { body } = await test.get(filed.trackingCode, await test.key('officer', 'dlh'));
      expect(body.officer).toBeNull();
    });

    it('is possible only to active members of the agency that has the case, whoever assigns', async () => {
      const filed = await test.fileAssigned();
      const commandCentre = await test.key('command_centre');
      for (const id of [stranger.id, gone.id, randomUUID()]) {
        for (const bearer of [officer, commandCentre]) {
          const response = await assign(filed, id, bearer);
          expect(response.status).toBe(422);
          expect(response.body.errors).toEqual([
            expect.objectContaining({ pointer: '#/officer', rule: 'unknown_officer' }),
          ]);
        }
      }
      expect((await test.get(filed.trackingCode, officer)).body.officer).toBeNull();
    });

    it.each([{}, { officer: 'dewi' }, { officer: '' }])('with %j is refused at its field', async (body) => {
      const { trackingCode } = await test.fileAssigned();
      const response = await test.act(trackingCode, 'assign', officer, body);
      expect(response.status).toBe(422);
      expect(response.body.errors[0].pointer).toBe('#/officer');
    });

    it('accepts an id in capitals', async () => {
      const filed = await test.fileAssigned();
      expect((await assign(filed, colleague.id.toUpperCase())).body.officer).toBe(colleague.id);
    });
  });

  describe('a nudge', () => {
    it('reminds the agency and its officer, with a note for them alone', async () => {
      const filed = await test.fileAssigned();
      await assign(filed, colleague.id);
      const nudged = await test.act(filed.trackingCode, 'nudge', supervisor, { note: 'Kenari pesan.' });
      expect(nudged.body.timeline.at(-1)).toMatchObject({ type: 'nudged', data: { note: 'Kenari pesan.' } });
      expect(await recipientsOf(filed, 'nudged')).toEqual(['agency:pupr', `staff:${colleague.id}`]);
      for (const bearer of [undefined, filed.reporterToken]) {
        const { body, text } = await test.get(filed.trackingCode, bearer);
        expect(text).not.toContain('Kenari');
        expect(JSON.stringify(body.timeline)).not.toContain('nudged');
      }
    });

    it('counts once an hour', async () => {
      const { trackingCode } = await test.fileAssigned();
      expect((await test.act(trackingCode, 'nudge', supervisor)).status).toBe(200);
      const again = await test.act(trackingCode, 'nudge', supervisor);
      expect(again.status).toBe(409);
      expect(again.body.refusal).toBe('nudged_recently');
    });

    it('repeated with its Idempotency-Key counts once', async () => {
      const filed = await test.fileAssigned();
      const send = () =>
        test.act(filed.trackingCode, 'nudge', supervisor).set('Idempotency-Key', 'a nudge of mine');
      expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
      expect(await recipientsOf(filed, 'nudged')).toEqual(['agency:pupr']);
    });
  });
});
