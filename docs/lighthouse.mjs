// Measures the pages of a running system with Lighthouse, as a phone on a slow network sees them.
//   node docs/lighthouse.mjs http://localhost:3000 SK-XXXX-XXXX
// Lighthouse comes from npm when this runs: it brings a browser driver that nothing else here needs.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = 5;
/** Chromium's trace is sometimes empty, and Lighthouse then asks to be run again. */
const TRIES = 3;
const BROWSER = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const EVERYWHERE = { accessibility: 95, 'best-practices': 95 };

const [origin, code] = process.argv.slice(2);
if (!origin || !code) {
  process.stderr.write('usage: node docs/lighthouse.mjs <origin> <code of a complaint>\n');
  process.exit(2);
}

const PAGES = [
  { path: '/', atLeast: { ...EVERYWHERE, performance: 90 } },
  { path: '/file', atLeast: { ...EVERYWHERE, performance: 90 } },
  { path: `/track/${code}`, atLeast: { ...EVERYWHERE, performance: 90 } },
  { path: '/complaints', atLeast: { ...EVERYWHERE, performance: 75 } },
];

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'sikesal-lighthouse-'));
try {
  for (const page of PAGES) await measure(page);
} finally {
  await rm(folder, { recursive: true });
}

/** Prints the medians, and fails when one of them is too low. */
async function measure({ path, atLeast }) {
  const scores = [];
  for (let round = 0; round < RUNS; round += 1) scores.push(await scoresOf(path));
  const medians = Object.keys(atLeast).map((category) => [
    category,
    median(scores.map((score) => score[category])),
  ]);
  const tooLow = medians.filter(([category, score]) => score < atLeast[category]);
  const line = medians.map(([category, score]) => `${category} ${score}`).join(', ');
  process.stdout.write(`${path}: ${line}${tooLow.length > 0 ? ' (too low)' : ''}\n`);
  if (tooLow.length > 0) process.exitCode = 1;
}

async function scoresOf(path) {
  const file = join(folder, 'report.json');
  const args = ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', new URL(path, origin).href];
  const options = [
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=performance,${Object.keys(EVERYWHERE).join()}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
  ];
  for (let tries = 1; ; tries += 1) {
    try {
      await run('npm', [...args, ...options], { env: { ...process.env, CHROME_PATH: BROWSER } });
      break;
    } catch (error) {
      if (tries === TRIES) throw error;
      process.stderr.write(error.stderr);
    }
  }
  const { categories } = JSON.parse(await readFile(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
  );
}

function median(values) {
  return values.toSorted((one, other) => one - other)[(values.length - 1) / 2];
}
