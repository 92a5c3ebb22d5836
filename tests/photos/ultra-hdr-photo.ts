import { plain, withJpegSegment } from './sample-photos';

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const GAIN_MAP = 'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"';

/** What recent phones write by default: a JPEG followed by a second one, the gain map for HDR screens. */
export async function ultraHdrPhoto(): Promise<Buffer> {
  const gainMap = withXmp(await plain(160, 120, '#777777').greyscale().jpeg().toBuffer(), gainMapXmp());
  const primary = withXmp(await plain(640, 480).jpeg().toBuffer(), containerXmp(gainMap.length));
  return Buffer.concat([withMultiPictureIndex(primary, gainMap.length), gainMap]);
}

function withXmp(jpeg: Buffer, description: string): Buffer {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${RDF}>${description}</rdf:RDF></x:xmpmeta>`;
  return withJpegSegment(jpeg, 0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`, 'latin1'));
}

function gainMapXmp(): string {
  const range =
    'hdrgm:GainMapMin="0" hdrgm:GainMapMax="3" hdrgm:Gamma="1" hdrgm:HDRCapacityMin="0" hdrgm:HDRCapacityMax="3"';
  const offsets = 'hdrgm:OffsetSDR="0.015625" hdrgm:OffsetHDR="0.015625" hdrgm:BaseRenditionIsHDR="False"';
  return `<rdf:Description ${GAIN_MAP} ${range} ${offsets}/>`;
}

function containerXmp(gainMapLength: number): string {
  const names = 'xmlns:Container="http://ns.google.com/photos/1.0/container/"';
  const items = 'xmlns:Item="http://ns.google.com/photos/1.0/container/item/"';
  const item = (attributes: string): string =>
    `<rdf:li rdf:parseType="Resource"><Container:Item ${attributes} Item:Mime="image/jpeg"/></rdf:li>`;
  const both =
    item('Item:Semantic="Primary"') + item(`Item:Semantic="GainMap" Item:Length="${gainMapLength}"`);
  const directory = `<Container:Directory><rdf:Seq>${both}</rdf:Seq></Container:Directory>`;
  return `<rdf:Description ${names} ${items} ${GAIN_MAP}>${directory}</rdf:Description>`;
}

/** As in CIPA DC-007: the second picture's offset counts from the byte-order mark of the index. */
function withMultiPictureIndex(primary: Buffer, gainMapLength: number): Buffer {
  const index = Buffer.alloc(86);
  const segmentLength = index.length + 4;
  index.write('MPF\0MM', 0, 'latin1');
  index.writeUInt16BE(42, 6);
  index.writeUInt32BE(8, 8);
  index.writeUInt16BE(3, 12);
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    index.writeUInt16BE(tag, at);
    index.writeUInt16BE(type, at + 2);
    index.writeUInt32BE(count, at + 4);
    index.writeUInt32BE(value, at + 8);
  };
  entry(14, 0xb000, 7, 4, 0x30313030);
  entry(26, 0xb001, 4, 1, 2);
  entry(38, 0xb002, 7, 32, 50);
  const primaryLength = primary.length + segmentLength;
  index.writeUInt32BE(0x00030000, 54);
  index.writeUInt32BE(primaryLength, 58);
  index.writeUInt32BE(gainMapLength, 74);
  index.writeUInt32BE(primaryLength - 2 - 8, 78);
  return withJpegSegment(primary, 0xe2, index);
}
