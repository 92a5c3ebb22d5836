import { createConcurrencyLimit } from '../../engine/concurrency-limit';

interface Work {
  label: string;
  end: () => void;
}

describe('a concurrency limit', () => {
  let begun: Work[];
  let all: Promise<unknown>[];
  let inTurn: ReturnType<typeof createConcurrencyLimit>;

  beforeEach(() => {
    [begun, all, inTurn] = [[], [], createConcurrencyLimit({ atOnce: 2 })];
  });

  const add = (name: string, label: string) =>
    all.push(inTurn(name, () => new Promise<void>((end) => begun.push({ label, end }))));
  const labels = () => begun.map(({ label }) => label);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  async function endFirst(): Promise<void> {
    begun.shift()?.end();
    await settled();
  }

  it('runs two pieces of work per name at a time, and the rest in the order of arrival', async () => {
    for (const label of ['a', 'b', 'c', 'd']) add('case', label);
    await settled();
    expect(labels()).toEqual(['a', 'b']);
    await endFirst();
    expect(labels()).toEqual(['b', 'c']);
    await endFirst();
    expect(labels()).toEqual(['c', 'd']);
    await endFirst();
    await endFirst();
    await Promise.all(all);
  });

  it('does not hold up work under another name', async () => {
    for (const label of ['a', 'b', 'c']) add('case', label);
    add('another', 'x');
    await settled();
    expect(labels()).toEqual(['a', 'b', 'x']);
  });

  it('goes on after work that fails', async () => {
    const failing = () => inTurn('case', () => Promise.reject(new Error('no')));
    await Promise.all([failing(), failing(), failing()].map((each) => expect(each).rejects.toThrow('no')));
    add('case', 'a');
    await settled();
    expect(labels()).toEqual(['a']);
  });
});
