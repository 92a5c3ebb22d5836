import { get, type IncomingMessage } from 'node:http';

export interface Watching {
  status: number;
  headers: IncomingMessage['headers'];
  /** Everything that came so far. */
  text(): string;
  until(isSo: (text: string) => boolean): Promise<string>;
  ended: Promise<void>;
  pause(): void;
  resume(): void;
  leave(): void;
}

interface Address {
  port?: number;
  /** Of a Unix socket, in place of a port. */
  socketPath?: string;
  path: string;
  cookie?: string;
  headers?: Record<string, string>;
  method?: 'GET' | 'HEAD';
}

/** Opens a stream of server-sent events as a browser does. */
export function watch({
  port,
  socketPath,
  path,
  cookie,
  method = 'GET',
  ...more
}: Address): Promise<Watching> {
  return new Promise((resolve, reject) => {
    const headers = { ...(cookie === undefined ? {} : { cookie }), ...more.headers };
    const request = get(
      { method, port, socketPath, path, headers, host: '127.0.0.1', agent: false },
      (response) => {
        let text = '';
        let wake = () => {};
        response.on('error', () => wake());
        response.on('data', (part: Buffer) => {
          text += part.toString();
          wake();
        });
        const ended = new Promise<void>((done) => response.on('close', () => done()));
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: () => text,
          async until(isSo) {
            while (!isSo(text)) await new Promise<void>((done) => (wake = done));
            return text;
          },
          ended,
          pause: () => void response.pause(),
          resume: () => void response.resume(),
          leave: () => void request.destroy(),
        });
      },
    );
    request.on('error', reject);
  });
}
