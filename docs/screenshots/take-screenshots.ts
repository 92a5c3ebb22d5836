import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { launchChromium } from '../../tests/browser/launch-chromium';
import { addressOf, type Scenery } from '../../tests/browser/scenery';
import { openVisitor } from '../../tests/browser/visitor';
import { startStack } from '../../tests/support/stack';
import { createStackClient } from '../../tests/support/stack-client';
import { buildTown } from '../../tests/support/town/build-town';
import { hireTownStaff, openTownSession } from '../../tests/support/town/staff';
import { SHOTS, type Shot } from './shots';

/** A README is loaded over slow networks, too. */
const BYTES_AT_MOST = 150_000;
const PALETTES = [256, 128, 64, 32];

/** Starts the whole system, lets a town live in it, and takes the pictures, or only those named as arguments. */
async function main(names: string[]): Promise<void> {
  const wanted = SHOTS.filter(({ file }) => names.length === 0 || names.includes(file));
  const stack = await startStack();
  const client = await createStackClient(stack);
  const browser = await launchChromium({ fonts: path.join(__dirname, 'fonts.conf') });
  try {
    const staff = await hireTownStaff(client.db);
    const town = await buildTown({ url: stack.url, client });
    const scenery: Scenery = () => ({ url: stack.url, client, browser, town, staff });
    for (const shot of wanted) {
      const bytes = await take(scenery, shot);
      process.stdout.write(`${shot.file}.png ${Math.round(bytes / 1000)} kB\n`);
    }
  } finally {
    await browser.close();
    await client.close();
    await stack.stop();
  }
}

/** @returns the picture's size in bytes */
async function take(scenery: Scenery, shot: Shot): Promise<number> {
  const { browser, url, client, staff } = scenery();
  const session = shot.as && (await openTownSession(client.db, staff[shot.as]));
  const visitor = await openVisitor(browser, { ...shot, url, session });
  try {
    const response = await visitor.page.goto(await addressOf(scenery, shot, visitor.page));
    if (!response?.ok()) throw new Error(`${shot.file} is answered with ${response?.status()}`);
    await shot.before?.(visitor.page);
    const issues = visitor.issues();
    if (issues.length > 0) throw new Error(`${shot.file}: ${issues.join('; ')}`);
    const picture = await small(await visitor.page.screenshot());
    await writeFile(path.join(shot.folder ?? __dirname, `${shot.file}.png`), picture);
    return picture.length;
  } finally {
    await visitor.close();
  }
}

/** Reduces the colours until the picture fits into the size. @throws Error when even the fewest are too many */
async function small(picture: Buffer): Promise<Buffer> {
  for (const colours of PALETTES) {
    const smaller = await sharp(picture).png({ palette: true, colours, effort: 10 }).toBuffer();
    if (smaller.length <= BYTES_AT_MOST) return smaller;
  }
  throw new Error(`a picture is larger than ${BYTES_AT_MOST} bytes with ${PALETTES.at(-1)} colours`);
}

void main(process.argv.slice(2));
