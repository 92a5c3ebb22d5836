import { eventually } from '../../support/courier-bench';
import type { Filed } from './callers';
import { LIVES, type Life, type Step } from './lives';
import type { TwoVersions } from './two-versions';

/** `workerFirst`: meets the new worker while its API is still the old one; `apiFirst` the other way round. */
export type Group = 'workerFirst' | 'apiFirst';

export interface OpenCase extends Filed {
  group: Group;
  name: string;
  life: Life;
}

/** Whose rules decide; `either` where the two versions share the work. */
export type Rules = 'today' | 'tomorrow' | 'either';

export interface Outcome {
  asked: string;
  status: number;
  /** The statuses that the rules allow. */
  right: number[];
}

export type OpenCases = Awaited<ReturnType<typeof openCases>>;

/** One case in each situation for each group, and the answers to everything that was done to them. */
export async function openCases(versions: TwoVersions) {
  const { callers, system, oldApi } = versions;
  const cases: OpenCase[] = [];
  const outcomes: Outcome[] = [];

  async function ask(opened: OpenCase, step: Step, { api, rules }: { api: string; rules: Rules }) {
    const into = cases.find(({ group, name }) => group === opened.group && name === mergeTarget(step));
    const status = await callers.ask(api, opened, into ? { ...step, body: { into: into.code } } : step);
    outcomes.push({
      asked: `${step.act}: ${opened.name}, ${opened.group}`,
      status,
      right: rightFor(step, rules),
    });
  }

  async function bringThere(opened: OpenCase): Promise<void> {
    await eventually(async () => (await system.timeline(opened.id)).length === 2);
    for (const step of opened.life.opening) await ask(opened, step, { api: oldApi.url, rules: 'today' });
    if (opened.life.hours) await versions.hoursPass(opened, opened.life.hours);
  }

  for (const group of ['workerFirst', 'apiFirst'] as const)
    for (const [name, life] of Object.entries(LIVES))
      cases.push({ ...(await callers.file(oldApi.url, life.category)), group, name, life });
  await Promise.all(cases.map(bringThere));

  return {
    cases,
    outcomes,
    find: (group: Group, name: string) =>
      cases.find((each) => each.group === group && each.name === name) as OpenCase,
    /** Lives one stage of all of a group's cases at the same time. */
    async live(
      group: Group,
      stage: 0 | 1 | 2 | 3,
      { api, rules }: { api: string; rules: Rules },
    ): Promise<void> {
      const liveOne = async (opened: OpenCase) => {
        for (const step of opened.life.stages[stage]) {
          if (rules === 'either') await versions.letEitherWorkerHave(opened);
          await ask(opened, step, { api, rules });
        }
      };
      await Promise.all(cases.filter((each) => each.group === group).map(liveOne));
    },
  };
}

const mergeTarget = ({ act, body }: Step) => (act === 'merge' ? (body as { into: string }).into : null);

function rightFor({ statuses = { today: 200, tomorrow: 200 } }: Step, rules: Rules): number[] {
  return rules === 'either' ? [statuses.today, statuses.tomorrow] : [statuses[rules]];
}
