import { get } from 'node:http';

/** A wall that listens, and keeps nothing of what it hears but the last few bytes: 500 of them fit into one process. */
export interface Screen {
  status: number;
  /** @returns when the stream said `word`, as `performance.now()` tells it */
  heard(word: string): Promise<number>;
  leave(): void;
}

/** Long enough for what is listened for, which may come in two pieces. */
const KEPT_BYTES = 64;

export function openScreen({
  port,
  path,
  cookie,
}: {
  port: number;
  path: string;
  cookie: string;
}): Promise<Screen> {
  return new Promise((resolve, reject) => {
    const request = get({ port, path, host: '127.0.0.1', agent: false, headers: { cookie } }, (response) => {
      let kept: Buffer = Buffer.alloc(0);
      let listening: { word: string; tell: (at: number) => void } | null = null;
      response.on('data', (part: Buffer) => {
        const seen = Buffer.concat([kept, part]);
        if (listening && seen.includes(listening.word)) {
          listening.tell(performance.now());
          listening = null;
        }
        kept = seen.subarray(-KEPT_BYTES);
      });
      resolve({
        status: response.statusCode ?? 0,
        heard: (word) => new Promise((tell) => (listening = { word, tell })),
        leave: () => void request.destroy(),
      });
    });
    request.on('error', reject);
  });
}
