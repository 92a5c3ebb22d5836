/** Reads the rows of a CSV (RFC 4180) as objects keyed by the header; requires a byte order mark. */
export function readCsv(text: string): Record<string, string>[] {
  if (!text.startsWith('\uFEFF')) throw new Error('there is no byte order mark');
  const [names = [], ...rows] = recordsOf(text.slice(1));
  return rows.map((cells) => {
    if (cells.length !== names.length)
      throw new Error(`a row has ${cells.length} cells, not ${names.length}`);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** A cell is either quoted, with its quotes doubled, or has no quotes, commas or line ends. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/gy;

function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let end = 0;
  for (const [whole, quoted, plain = '', separator] of text.matchAll(CELL)) {
    end += whole.length;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (separator === ',') continue;
    records.push(record);
    record = [];
  }
  if (end !== text.length || record.length > 0) throw new Error(`it cannot be read on from character ${end}`);
  return records;
}
