import { createCaseReader } from '../../database/cases/case-reader';
import { createPromiseCatchUp } from '../../database/cases/promise-catch-up';
import { projectState } from '../../database/cases/project-state';
import { nextDueBy } from '../../domain/settle';
import { openInstallation, type Installation } from './open-installation';

const COMPLAINTS = 2_000;

describe('sikesal seed', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
    const ran = await installation.sikesal('seed', '--complaints', String(COMPLAINTS), '--days', '60');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });
  afterAll(() => installation.close());

  const rows = <Row extends object>(sql: string) => installation.sql<Row>(sql);

  it('writes cases whose rows match their timelines', async () => {
    const cases = createCaseReader(installation);
    const sample = await rows<{ id: string }>('SELECT id FROM complaints ORDER BY tracking_code LIMIT 150');
    for (const { id } of sample) {
      const current = await cases.load(id);
      const row = await installation.db.models.Complaint.findByPk(id, { rejectOnEmpty: true });
      const expected = projectState({ state: current.state, nextDueBy: nextDueBy(current) });
      expect(row.get()).toMatchObject(expected);
    }
  });

  it('writes promise facts that match the timelines, and puts all events in one order', async () => {
    const facts = () => rows('SELECT * FROM promise_facts ORDER BY complaint_id');
    const written = await facts();
    await rows('DELETE FROM promise_facts');
    expect(await createPromiseCatchUp(installation).run()).toBe(COMPLAINTS);
    expect(await facts()).toEqual(written);
    const [feed] = await rows(`
      SELECT count(*) = max(position) AND count(*) FILTER (WHERE position IS NULL) = 0 AS "isWhole",
        count(*) FILTER (WHERE at < before)::int AS backwards
      FROM (SELECT position, at, lag(at) OVER (ORDER BY position) AS before FROM timeline_events) AS ordered`);
    expect(feed).toEqual({ isWhole: true, backwards: 0 });
  });

  it('has the city’s mix of themes', async () => {
    const counts = await rows<{ category: string; count: number }>(
      'SELECT category, count(*)::int AS count FROM complaints GROUP BY category',
    );
    const { themes } = installation.city;
    const all = themes.reduce((sum, { reports }) => sum + reports, 0);
    for (const { category } of themes) {
      const reports = themes.reduce((sum, each) => sum + (each.category === category ? each.reports : 0), 0);
      const found = counts.find((each) => each.category === category)?.count ?? 0;
      expect(Math.abs(found / COMPLAINTS - reports / all)).toBeLessThan(0.04);
    }
  });

  it('leaves unfinished cases to the engine, and finished ones alone', async () => {
    const [found] = await rows(`
      SELECT count(*) FILTER (WHERE status IN ('closed', 'withdrawn') AND workflow_started_at IS NULL)::int AS stirred,
        count(*) FILTER (WHERE status NOT IN ('closed', 'withdrawn') AND workflow_started_at IS NOT NULL)::int AS lost,
        count(*) FILTER (WHERE workflow_started_at IS NULL) > 20 AS "hasOpen",
        count(*) FILTER (WHERE escalation_level = 3) > 5 AS escalates,
        count(*) FILTER (WHERE next_due_by < now() - interval '1 minute')::int AS overslept
      FROM complaints`);
    expect(found).toEqual({ stirred: 0, lost: 0, hasOpen: true, escalates: true, overslept: 0 });
  });

  it('does not mix with existing complaints unless it is told to', async () => {
    const refused = await installation.sikesal('seed', '--complaints', '5');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--add') as string });
    const added = await installation.sikesal('seed', '--complaints', '5', '--add', '--random', '7');
    expect(added.stdout).toContain('5 complaints with');
    expect(await rows('SELECT count(*)::int AS count FROM complaints')).toEqual([{ count: COMPLAINTS + 5 }]);
  });

  it('takes whole numbers only', async () => {
    for (const wrong of ['0', '-3', '1.5', 'many'])
      expect((await installation.sikesal('seed', `--complaints=${wrong}`)).code).toBe(1);
  });
});
