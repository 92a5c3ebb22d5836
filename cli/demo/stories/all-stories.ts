import type { DemoComplaints } from '../demo-complaints';
import type { PlayedCase, Stage } from '../stage';
import { playConfidential } from './confidential';
import { playLeftAlone } from './left-alone';
import { playMerged } from './merged';
import { playObjected } from './objected';
import { playOnTime } from './on-time';
import { playPassedAround } from './passed-around';
import { playRefused } from './refused';
import { playTakenBack } from './taken-back';

const STORIES = [
  playOnTime,
  playLeftAlone,
  playObjected,
  playMerged,
  playPassedAround,
  playRefused,
  playTakenBack,
  playConfidential,
];

/** All at once: each case has a clock of its own. */
export async function playAllStories(stage: Stage, complaints: DemoComplaints): Promise<PlayedCase[]> {
  const plays = await Promise.allSettled(STORIES.map((play) => play(stage, complaints)));
  return plays.flatMap((play) => {
    if (play.status === 'rejected') throw play.reason;
    return play.value;
  });
}
