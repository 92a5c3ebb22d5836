import { setImmediate } from 'node:timers/promises';
import { createDecodingQueue, type QueueLimits } from '../../photos/decoding/decoding-queue';
import { PhotoIntakeBusy } from '../../photos/photo-intake-busy';

const LIMITS: QueueLimits = {
  pictures: { atOnce: 2, atOnceOfNetwork: 1, waiting: 4 },
  waitMsAtMost: 60_000,
};

/** Pictures are named after their network and a number: `a1`. */
function createPictures(limits = LIMITS) {
  const queue = createDecodingQueue(limits);
  const begun: string[] = [];
  const endings = new Map<string, { end: () => void; fail: () => void }>();
  return {
    begun,
    send: (name: string): Promise<string> =>
      queue.run({
        network: name.slice(0, 1),
        work: () => {
          begun.push(name);
          return new Promise<string>((resolve, reject) =>
            endings.set(name, { end: () => resolve(name), fail: () => reject(new Error(name)) }),
          );
        },
      }),
    async end(name: string): Promise<void> {
      endings.get(name)?.end();
      await setImmediate();
    },
    async fail(name: string): Promise<void> {
      endings.get(name)?.fail();
      await setImmediate();
    },
  };
}

describe('the queue of pictures', () => {
  it('decodes one picture per network at a time, in the order of arrival', async () => {
    const { begun, send, end } = createPictures();
    const sent = ['a1', 'a2', 'a3', 'b1'].map(send);
    await setImmediate();
    expect(begun).toEqual(['a1', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    await end('a2');
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
    await end('a3');
    expect(await Promise.all(sent)).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('serves other networks while one has sent many', async () => {
    const { begun, send, end } = createPictures();
    const sent = ['a1', 'a2', 'a3', 'a4'].map(send);
    await setImmediate();
    for (const name of ['b1', 'c1']) {
      sent.push(send(name));
      await setImmediate();
      expect(begun.at(-1)).toBe(name);
      await end(name);
    }
    for (const name of ['a1', 'a2', 'a3', 'a4']) await end(name);
    await Promise.all(sent);
  });

  it('lets networks take turns, however many pictures of one came before', async () => {
    const { begun, send, end } = createPictures({ ...LIMITS, pictures: { ...LIMITS.pictures, waiting: 10 } });
    const sent = ['a1', 'b1', 'a2', 'a3', 'b2', 'b3', 'c1', 'd1'].map(send);
    await setImmediate();
    for (const name of ['a1', 'b1', 'c1', 'd1', 'a2', 'b2', 'a3', 'b3']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1', 'a2', 'b2', 'a3', 'b3']);
    await Promise.all(sent);
  });

  it('goes on after a picture that fails', async () => {
    const { begun, send, end, fail } = createPictures();
    const failing = send('a1');
    const next = send('a2');
    await setImmediate();
    await fail('a1');
    await expect(failing).rejects.toThrow('a1');
    expect(begun).toEqual(['a1', 'a2']);
    await end('a2');
    await next;
  });

  it('turns away the last picture of the network with the most waiting when it is full', async () => {
    const { begun, send, end } = createPictures();
    const running = [send('a1'), send('b1')];
    const waiting = ['a2', 'a3', 'a4', 'a5'].map(send);
    await setImmediate();
    await expect(send('a6')).rejects.toBeInstanceOf(PhotoIntakeBusy);
    const last = expect(waiting.pop()).rejects.toBeInstanceOf(PhotoIntakeBusy);
    waiting.push(send('c1'));
    await last;
    for (const name of ['a1', 'b1', 'c1', 'a2', 'a3', 'a4']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', 'a4']);
    await Promise.all([...running, ...waiting]);
  });

  it('turns away a picture that has waited too long, and forgets it', async () => {
    const { begun, send, end } = createPictures({ ...LIMITS, waitMsAtMost: 20 });
    const running = send('a1');
    await setImmediate();
    await expect(send('a2')).rejects.toBeInstanceOf(PhotoIntakeBusy);
    await end('a1');
    await running;
    expect(begun).toEqual(['a1']);
  });
});
