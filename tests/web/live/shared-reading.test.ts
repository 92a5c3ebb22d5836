import { createSharedReading } from '../../../web/live/shared-reading';

describe('a shared reading', () => {
  it('is shared by all who ask at once, and begins only after each of them has asked', async () => {
    const begun: string[] = [];
    let finish: (value: number) => void = () => undefined;
    const ask = createSharedReading((key) => {
      begun.push(key);
      return new Promise<number>((resolve) => (finish = resolve));
    });
    const first = [ask('a'), ask('a')];
    await Promise.resolve();
    expect(begun).toEqual(['a']);
    // A reading that is under way may be older than the news that makes somebody ask now.
    const later = [ask('a'), ask('a')];
    finish(1);
    expect(await Promise.all(first)).toEqual([1, 1]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(['a', 'a']);
    finish(2);
    expect(await Promise.all(later)).toEqual([2, 2]);
  });

  it('fails for those who share it, but not for those who come later', async () => {
    let isDown = true;
    const ask = createSharedReading(async () => {
      if (isDown) throw new Error('no database');
      return 1;
    });
    await expect(ask('a')).rejects.toThrow('no database');
    isDown = false;
    await expect(ask('a')).resolves.toBe(1);
  });
});
