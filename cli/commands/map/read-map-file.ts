import { open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import {
  COMPRESSION,
  HEADER_BYTES,
  readPmtilesHeader,
  type PmtilesHeader,
} from '../../../city/pmtiles-header';
import { CliError } from '../cli-error';

export interface MapFile {
  header: PmtilesHeader;
  /** What the file says of itself, as JSON. */
  metadata: { attribution?: unknown; vector_layers?: unknown };
  bytes: number;
}

/** A part of a file, and how long the whole file is. */
type ReadPart = (offset: number, length: number) => Promise<{ part: Buffer; total: number }>;

const ANSWER_MS = 20_000;

/** @throws CliError when it cannot be read in parts, or is not a PMTiles file */
export async function readMapFile(location: string): Promise<MapFile> {
  const read = location.startsWith('https://') ? fromAddress(location) : fromFile(location);
  const { part, total } = await read(0, HEADER_BYTES);
  const header = readPmtilesHeader(part);
  if (!header) throw new CliError(`"${location}" is not a PMTiles file of version 3.`);
  if (total < header.end)
    throw new CliError(`"${location}" is cut off: ${total} of ${header.end} bytes are there. Copy it again.`);
  const { offset, length } = header.metadata;
  return { header, bytes: total, metadata: metadataIn((await read(offset, length)).part, header) };
}

function metadataIn(part: Buffer, { internalCompression }: PmtilesHeader): MapFile['metadata'] {
  const text = internalCompression === COMPRESSION.gzip ? gunzipSync(part) : part;
  return JSON.parse(text.toString('utf8')) as MapFile['metadata'];
}

function fromFile(path: string): ReadPart {
  return async (offset, length) => {
    const file = await open(path).catch((error: NodeJS.ErrnoException) => {
      throw new CliError(`"${path}" cannot be read (${error.code ?? error.name}).`);
    });
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return { part: buffer.subarray(0, bytesRead), total: size };
    } finally {
      await file.close();
    }
  };
}

function fromAddress(address: string): ReadPart {
  return async (offset, length) => {
    const response = await fetch(address, {
      headers: { Range: `bytes=${offset}-${offset + length - 1}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch((error: Error) => {
      throw new CliError(`"${address}" does not answer (${error.name}).`);
    });
    if (response.status !== 206)
      throw new CliError(`"${address}" answers ${response.status} to a range request; it must answer 206.`);
    const total = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]);
    return { part: Buffer.from(await response.arrayBuffer()), total };
  };
}
