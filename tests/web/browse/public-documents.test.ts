import { createPublicDocuments } from '../../../web/browse/public-documents';

describe('a document for everybody', () => {
  it('is written once for all who ask, and may be kept for a minute', async () => {
    const documents = createPublicDocuments();
    let times = 0;
    const write = async () => `written ${(times += 1)} times`;
    const asked = await Promise.all([documents('/a', write), documents('/a', write)]);
    expect(asked).toEqual(Array(2).fill({ text: 'written 1 times', maxAgeSeconds: 60 }));
    expect(await documents('/b', write)).toMatchObject({ text: 'written 2 times' });
  });

  it('that could not be written is tried again by who asks next', async () => {
    const documents = createPublicDocuments();
    await expect(documents('/a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await documents('/a', async () => 'here')).toMatchObject({ text: 'here' });
  });
});
