import type { Actor } from '../../domain/actor';
import { eventually } from '../support/courier-bench';
import { openRealSystem, type RealSystem } from './real-system';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const AT_ONCE = 20;
const REQUESTS = Array.from({ length: 240 }, (_, index) => `note-${index}`);

describe('one busy case', () => {
  let system: RealSystem;
  let id: string;

  beforeAll(async () => {
    system = await openRealSystem();
    await system.startWorker();
    id = await system.open();
    await eventually(async () => (await system.complaints.byId(id))?.status === 'assigned');
  });
  afterAll(() => system.stop());

  /** Sends the same request until it is answered, as a client does. */
  async function isDone(requestId: string): Promise<boolean> {
    const act = { act: 'notes', public: false } as const;
    for (;;) {
      const { kind } = await system.act({ complaintId: id, act, actor: officer, requestId });
      if (kind !== 'unavailable') return kind === 'done';
    }
  }

  async function sendAll(): Promise<string[]> {
    const [waiting, done]: [string[], string[]] = [[...REQUESTS], []];
    const sendOneAfterTheOther = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        if (await isDone(next)) done.push(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendOneAfterTheOther));
    return done.sort();
  }

  it('takes all that is sent at once: what was answered is on the timeline, and nothing twice', async () => {
    const done = await sendAll();
    const timeline = await system.timeline(id);
    const noted = timeline.flatMap(({ type, requestId }) => (type === 'noted' ? [requestId] : []));
    expect(noted.sort()).toEqual(done);
    expect(done).toEqual([...REQUESTS].sort());
  });

  // The server aborts every pending act of a case when there is one too many; nearly all would be told so then.
  it('tells hardly anybody to try again', () => {
    expect(system.unavailable.length).toBeLessThan(REQUESTS.length / 10);
  });
});
