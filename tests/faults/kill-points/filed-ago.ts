import { AsyncLocalStorage } from 'node:async_hooks';
import { Server, type IncomingMessage } from 'node:http';

/** How long ago, in milliseconds, a filing is to have been received, so that deadlines fall due within a test. */
export const FILED_AGO_HEADER = 'x-faults-filed-ago';

const ago = new AsyncLocalStorage<number>();

export function readAgo(): number {
  return ago.getStore() ?? 0;
}

type Emit = (this: Server, event: string, ...args: unknown[]) => boolean;

/** Remembers the header for whatever the request does, and for nothing else. */
export function watchFiledAgo(): void {
  const prototype = Server.prototype as unknown as { emit: Emit };
  const { emit } = prototype;
  prototype.emit = function (this: Server, event, ...args) {
    const emitted = () => emit.call(this, event, ...args);
    const agoMs =
      event === 'request' ? Number((args[0] as IncomingMessage).headers[FILED_AGO_HEADER] ?? 0) : 0;
    return agoMs > 0 ? ago.run(agoMs, emitted) : emitted();
  };
}
