import { randomInt } from 'node:crypto';
import sharp from 'sharp';

const WIDTH = 1600;
const HEIGHT = 1200;

/** Draws a street with something wrong on it, different each time, as a phone's JPEG. */
export function drawPhoto(): Promise<Buffer> {
  const [x, y] = [randomInt(400, 1200), randomInt(750, 1000)];
  const street = `
    <svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
      <rect width="100%" height="100%" fill="#9db8c9"/>
      <rect y="420" width="100%" height="120" fill="#5f7a4d"/>
      <polygon points="0,1200 600,520 1000,520 1600,1200" fill="#6d6f72"/>
      <polygon points="780,1200 796,520 804,520 820,1200" fill="#d9d6c8"/>
      <ellipse cx="${x}" cy="${y}" rx="${randomInt(120, 220)}" ry="${randomInt(40, 80)}" fill="#2c2a27"/>
      <ellipse cx="${x}" cy="${y + 10}" rx="90" ry="30" fill="#6b5a44"/>
    </svg>`;
  return sharp(Buffer.from(street)).jpeg({ quality: 80 }).toBuffer();
}
