import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createChallenges } from '../../api/limits/challenge';
import { launchChromium } from '../browser/launch-chromium';

/**
 * Measures how long the proof of work takes that a complaint from a crowded network costs, with the page's own
 * script in Chromium, at full speed and slowed down; a cheap phone is about six to eight times as slow as a
 * desktop's core. `npx tsx tests/load/measure-proof.ts` prints figures and judges nothing.
 */
const SLOWDOWNS = [1, 4, 6, 8];
const TIMES = 7;

async function main(): Promise<void> {
  const script = await readFile(path.resolve(__dirname, '../../web/public/device/solve.js'), 'base64');
  const challenges = createChallenges({ secrets: [{ kid: 'm', secret: 'a secret for this measurement' }] });
  const filing = { network: '203.0.113.0/24', subject: 'x' };
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    for (const rate of SLOWDOWNS) {
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      const times: number[] = [];
      for (let turn = 0; turn < TIMES; turn += 1) {
        const challenge = JSON.stringify(challenges.issue(filing));
        const { proof, took } = await page.evaluate<{ proof: string; took: number }>(`(async () => {
          await import('data:text/javascript;base64,${script}');
          const startedAt = performance.now();
          const proof = await self.sikesal.solve(${challenge}, () => undefined);
          return { proof, took: performance.now() - startedAt };
        })()`);
        if (!challenges.isSolved(proof, filing)) throw new Error('the page solved it wrongly');
        times.push(took / 1000);
      }
      const [least, median, most] = [0, Math.floor(TIMES / 2), TIMES - 1].map(
        (index) => times.sort((one, other) => one - other)[index] ?? NaN,
      ) as [number, number, number];
      console.log(`slowed ${rate}×: ${median.toFixed(1)} s (${least.toFixed(1)} to ${most.toFixed(1)} s)`);
    }
  } finally {
    await browser.close();
  }
}

void main();
