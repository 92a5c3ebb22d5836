import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const PUBLIC = path.resolve(__dirname, '../../web/public');
const ICONS = path.join(PUBLIC, 'app/icons');
const GROUND = '#07383f';
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };

interface Icon {
  file: string;
  side: number;
  /** Share of the side that the mark takes. */
  share: number;
  ground?: string;
  isOneColour?: boolean;
}

/** Launchers cut what is maskable to a shape of theirs; they leave a circle of 80 % of the side whole. */
const MASKABLE = { share: 0.56, ground: GROUND };

const ICONS_TO_DRAW: readonly Icon[] = [
  { file: '192', side: 192, share: 0.96 },
  { file: '512', side: 512, share: 0.96 },
  { file: 'maskable-192', side: 192, ...MASKABLE },
  { file: 'maskable-512', side: 512, ...MASKABLE },
  // iOS rounds the corners itself, and shows black where there is no ground.
  { file: 'apple-180', side: 180, share: 0.72, ground: GROUND },
  // The status bar shows nothing but its outline.
  { file: 'badge-96', side: 96, share: 0.92, isOneColour: true },
];

/** Draws the app's icons from the mark: run it when the mark changes. */
async function main(): Promise<void> {
  await mkdir(ICONS, { recursive: true });
  const mark = await readFile(path.join(PUBLIC, 'mark.svg'), 'utf8');
  for (const icon of ICONS_TO_DRAW) await draw(mark, icon);
}

async function draw(mark: string, { file, side, share, ground, isOneColour }: Icon): Promise<void> {
  const svg = isOneColour ? inWhite(mark) : mark;
  const size = Math.round(side * share);
  const picture = await sharp(Buffer.from(svg), { density: (72 * size) / 28 })
    .resize(size, size)
    .png()
    .toBuffer();
  await sharp({ create: { width: side, height: side, channels: 4, background: ground ?? CLEAR } })
    .composite([{ input: picture }])
    .png({ compressionLevel: 9 })
    .toFile(path.join(ICONS, `${file}.png`));
}

function inWhite(mark: string): string {
  return mark.replace(/fill="#\w+"/g, 'fill="none"').replace(/stroke="#\w+"/g, 'stroke="#ffffff"');
}

void main();
