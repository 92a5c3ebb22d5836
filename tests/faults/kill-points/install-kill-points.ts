import { watchFiledAgo } from './filed-ago';
import { KILL_POINTS_VARIABLE } from './kill-points';
import { watchAnswers } from './watch-answers';
import { watchStatements } from './watch-statements';

/**
 * Puts the kill points between the product and its drivers: what the product does before and after is its own code,
 * unchanged, however it is put together.
 */
export function installKillPoints(): void {
  const folder = process.env[KILL_POINTS_VARIABLE];
  if (!folder) throw new Error(`${KILL_POINTS_VARIABLE} names the folder of the switches`);
  watchStatements(folder);
  watchAnswers(folder);
  watchFiledAgo();
}
