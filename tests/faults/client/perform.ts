import { setTimeout as delay } from 'node:timers/promises';
import { createCaseActor, type CaseActor } from './case-actor';
import type { Play } from './plays';
import { ScriptEnded } from './script-ended';
import type { Stage } from './stage';
import type { Random } from '../random';

/**
 * Performs all plays at their times. Never rejects for what the system does: judging that is up to the checker.
 * @returns everybody who took part
 */
export async function perform(plays: Play[], stage: Stage, random: Random): Promise<CaseActor[]> {
  let cases = 0;
  const performances = await Promise.all(
    plays.map(async (play) => {
      const actors = Array.from({ length: play.cases }, () => {
        const caseName = `${play.name}-${(cases += 1)}`;
        return createCaseActor({ ...stage, caseName, random: random.branch(caseName) });
      });
      await performOne(play, { actors, stage });
      return actors;
    }),
  );
  return performances.flat();
}

interface Performance {
  actors: CaseActor[];
  stage: Stage;
}

async function performOne(play: Play, { actors, stage }: Performance): Promise<void> {
  await delay(play.beginsAtMs);
  try {
    await play.perform(actors);
  } catch (error) {
    if (!(error instanceof ScriptEnded)) throw error;
    stage.log.abandoned.push({
      caseName: actors.map(({ caseName }) => caseName).join('+'),
      why: error.message,
    });
  }
}
