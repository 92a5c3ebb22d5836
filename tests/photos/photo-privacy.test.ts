import sharp from 'sharp';
import type { ReencodedPhoto } from '../../photos/reencode-photo';
import { reencodeHere } from './reencode-here';
import { CANARY, drawn, jpegMarkers, pngChunk, withJpegSegment, withPngChunk } from './sample-photos';

const EXIF = {
  IFD0: { Copyright: CANARY, Make: CANARY },
  IFD3: {
    GPSLatitudeRef: 'S',
    GPSLatitude: '1/1 36/1 33/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '103/1 36/1 0/1',
  },
};
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${CANARY}"/></rdf:RDF></x:xmpmeta>`;

function photoWithMetadata(): sharp.Sharp {
  return drawn(300, 200).withExif(EXIF).withXmp(XMP).withIccProfile('p3');
}

/** JFIF, tables and the frame: the segments that describe only pixels. */
const PIXEL_MARKERS = [0xe0, 0xdb, 0xc0, 0xc4];

function expectNothingBut(photo: ReencodedPhoto): void {
  for (const bytes of [photo.full, photo.thumbnail]) {
    expect(bytes.includes(CANARY)).toBe(false);
    expect(jpegMarkers(bytes).filter((marker) => !PIXEL_MARKERS.includes(marker))).toEqual([]);
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  }
}

describe("a photo's metadata", () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'with its place, device and owner is removed from a %s',
    async (kind) => {
      const file = await photoWithMetadata().toFormat(kind).toBuffer();
      const sent = await sharp(file).metadata();
      expect(sent.exif?.includes(CANARY)).toBe(true);
      expect(sent.xmp?.includes(CANARY)).toBe(true);
      expect(sent.icc).toBeDefined();

      const photo = await reencodeHere(file);
      expectNothingBut(photo);
      for (const bytes of [photo.full, photo.thumbnail]) {
        const left = await sharp(bytes).metadata();
        expect([left.exif, left.xmp, left.icc, left.iptc, left.comments]).toEqual(Array(5).fill(undefined));
      }
    },
  );

  it('is removed from comments and from segments of a single vendor', async () => {
    const sound = await drawn(300, 200).jpeg().toBuffer();
    const commented = withJpegSegment(sound, 0xfe, Buffer.from(`<script>${CANARY}</script>`));
    expectNothingBut(await reencodeHere(withJpegSegment(commented, 0xed, Buffer.from(CANARY))));

    const text = pngChunk('tEXt', Buffer.from(`Comment\0${CANARY}`));
    expectNothingBut(await reencodeHere(withPngChunk(await drawn(300, 200).png().toBuffer(), text)));
  });
});

describe('a photo that is also another file', () => {
  const tails = {
    'a web page': `<!DOCTYPE html><script>alert("${CANARY}")</script>`,
    'a ZIP archive': `PK\x03\x04\x14\0\0\0\0\0${CANARY}PK\x05\x06`,
    'a PHP script': `<?php system("${CANARY}");`,
  };

  it.each(Object.entries(tails))('loses %s appended to it', async (_name, tail) => {
    const kinds = ['jpeg', 'png', 'webp'] as const;
    for (const kind of kinds) {
      const sound = await drawn(300, 200).toFormat(kind).toBuffer();
      expectNothingBut(await reencodeHere(Buffer.concat([sound, Buffer.from(tail, 'latin1')])));
    }
  });
});
