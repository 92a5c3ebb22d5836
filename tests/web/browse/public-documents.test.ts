import { createPublicDocuments } from '../../../web/browse/public-documents';

describe('a public document', () => {
  let revision = '0';
  const documents = createPublicDocuments({ publicRevision: async () => revision });
  let times = 0;
  const write = async () => `written ${(times += 1)} times`;

  it('is written once for everybody who asks, and again after something was taken back', async () => {
    const asked = await Promise.all([documents('/a', write), documents('/a', write)]);
    expect(asked).toEqual(['written 1 times', 'written 1 times']);
    expect(await documents('/b', write)).toBe('written 2 times');
    revision = '1';
    expect(await documents('/a', write)).toBe('written 3 times');
  });

  it('is written for the next request when writing it failed', async () => {
    await expect(documents('/c', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await documents('/c', async () => 'here')).toBe('here');
  });

  it('is not given to later requests if it was begun before something was taken back', async () => {
    let finish = (_text: string) => {};
    const before = documents('/d', () => new Promise((resolve) => (finish = resolve)));
    await new Promise(setImmediate);
    revision = '2';
    expect(await documents('/d', async () => 'without it')).toBe('without it');
    finish('with it');
    expect(await before).toBe('with it');
    expect(await documents('/d', write)).toBe('without it');
  });
});
