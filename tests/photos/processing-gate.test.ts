import { setImmediate } from 'node:timers/promises';
import { PhotoIntakeBusy } from '../../photos/photo-intake-busy';
import { createProcessingGate } from '../../photos/processing-gate';

function createJobs(gate = createProcessingGate({ jobsAtOnce: 2, photosWaitingAtMost: 5 })) {
  const begun: string[] = [];
  const endings = new Map<string, { end: () => void; fail: () => void }>();
  const submit = (name: string, photos = 1): Promise<string> =>
    gate.run({
      photos,
      work: () => {
        begun.push(name);
        return new Promise<string>((resolve, reject) =>
          endings.set(name, { end: () => resolve(name), fail: () => reject(new Error(name)) }),
        );
      },
    });
  return {
    begun,
    submit,
    end: (name: string) => endings.get(name)?.end(),
    fail: (name: string) => endings.get(name)?.fail(),
  };
}

describe('the processing gate', () => {
  it('runs two jobs at once and the others in the order of arrival', async () => {
    const { begun, submit, end } = createJobs();
    const done = ['a', 'b', 'c', 'd'].map((name) => submit(name));
    await setImmediate();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    ['c', 'd'].forEach(end);
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on after a job that fails', async () => {
    const { begun, submit, end, fail } = createJobs();
    const failing = submit('a');
    const rest = [submit('b'), submit('c')];
    await setImmediate();
    fail('a');
    await expect(failing).rejects.toThrow('a');
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c']);
    ['b', 'c'].forEach(end);
    await Promise.all(rest);
  });

  it('refuses a job whose photos do not fit into the queue, and takes it when there is room', async () => {
    const { begun, submit, end } = createJobs();
    const done = [submit('a', 5), submit('b', 5), submit('c', 3)];
    await expect(submit('too many', 3)).rejects.toBeInstanceOf(PhotoIntakeBusy);
    done.push(submit('d', 2));
    await setImmediate();
    end('a');
    await setImmediate();
    done.push(submit('e', 3));
    ['b', 'c'].forEach(end);
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    ['d', 'e'].forEach(end);
    await Promise.all(done);
  });
});
