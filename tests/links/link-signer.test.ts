import { createHmac } from 'node:crypto';
import { createLinkSigner, type LinkClaims } from '../../links/link-signer';

const old = { kid: 'a', secret: 'an older secret, long enough to be one' };
const fresh = { kid: 'b', secret: 'the newest secret, long enough to be one' };
const claims: LinkClaims = {
  complaintId: '019f0000-0000-7000-8000-000000000001',
  recipient: 'reporter:019f0000-0000-7000-8000-000000000001',
  purpose: 'reporter',
  generation: 1,
};

describe('the link signer', () => {
  const signer = createLinkSigner({ secrets: [fresh, old] });
  const token = signer.sign(claims);

  it('gives back the four claims that it signed', () => {
    expect(signer.verify(token)).toEqual(claims);
  });

  it('signs the same claims the same way, so that a later mail carries the same link', () => {
    expect(signer.sign({ ...claims })).toBe(token);
  });

  it('uses characters that need no escaping in an address, and a length that mail programs do not break', () => {
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
    expect(token.length).toBeLessThan(260);
  });

  it('accepts links signed before the secret was rotated, and signs with the newest', () => {
    const before = createLinkSigner({ secrets: [old] });
    expect(signer.verify(before.sign(claims))).toEqual(claims);
    expect(before.verify(token)).toBeNull();
  });

  it('refuses links of a secret that was dropped, and another secret under the same name', () => {
    expect(
      createLinkSigner({ secrets: [fresh] }).verify(createLinkSigner({ secrets: [old] }).sign(claims)),
    ).toBeNull();
    const impostor = createLinkSigner({ secrets: [{ kid: fresh.kid, secret: 'guessed' }] });
    expect(signer.verify(impostor.sign(claims))).toBeNull();
  });

  it.each([
    ['purpose', { purpose: 'confirm' }],
    ['recipient', { recipient: 'agency:pupr' }],
    ['generation', { generation: 2 }],
    ['complaint', { complaintId: '019f0000-0000-7000-8000-000000000002' }],
  ] as const)('refuses a link whose %s was changed under its signature', (_what, change) => {
    const [, mac] = token.split('.');
    const [payload] = signer.sign({ ...claims, ...change }).split('.');
    expect(signer.verify(`${payload}.${mac}`)).toBeNull();
  });

  it('refuses every truncation and every change of one letter', () => {
    for (let index = 0; index < token.length; index += 1) {
      expect(signer.verify(token.slice(0, index))).toBeNull();
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(signer.verify(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
    }
  });

  it.each([
    ['nothing', ''],
    ['no signature', 'W10.'],
    ['a JSON that is no list', `${Buffer.from('{"a":1}').toString('base64url')}.${'A'.repeat(43)}`],
    ['megabytes', `${'A'.repeat(1_000_000)}.${'A'.repeat(43)}`],
    ['a name of a property that every object has', forge(['__proto__', 'reporter', 1, 'x', 'y'])],
  ])('refuses %s', (_what, odd) => {
    expect(signer.verify(odd)).toBeNull();
  });

  it('refuses another spelling of a signature, whose last letter has bits to spare', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(token.at(-1) ?? '');
    const respelled = token.slice(0, -1) + letters[last ^ 1];
    const macOf = (link: string) => Buffer.from(link.split('.')[1] ?? '', 'base64url').toString('hex');
    expect(macOf(respelled)).toBe(macOf(token));
    expect(signer.verify(respelled)).toBeNull();
  });

  it('refuses a token that is longer than any of ours, without a look at its signature', () => {
    expect(signer.verify(signer.sign({ ...claims, recipient: `agency:${'x'.repeat(1_000)}` }))).toBeNull();
  });

  it('refuses claims of the wrong kind even when they are signed', () => {
    expect(signer.verify(forge([fresh.kid, 'reporter', 1, 'x', 'y']))).toMatchObject({ complaintId: 'x' });
    expect(signer.verify(forge([fresh.kid, 'administrator', 1, 'x', 'y']))).toBeNull();
    expect(signer.verify(forge([fresh.kid, 'reporter', '1', 'x', 'y']))).toBeNull();
    expect(signer.verify(forge([fresh.kid, 'reporter', 1, null, 'y']))).toBeNull();
  });

  it('still gives exactly the tokens of mails that were sent long ago', () => {
    expect(token).toBe(
      'WyJiIiwicmVwb3J0ZXIiLDEsIjAxOWYwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMSIsInJlcG9ydGVyOjAxOWYwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMSJd.2VskATe8x2UAokRzUh2g4VqW9f9p7cDuv-Go6adkjhk',
    );
  });

  it('signs a link to one photo, which is valid for no other', () => {
    const photo: LinkClaims = {
      ...claims,
      purpose: 'photo',
      photoId: '019f0000-0000-7000-8000-0000000000f0',
    };
    expect(signer.verify(signer.sign(photo))).toEqual(photo);
    const [, mac] = signer.sign(photo).split('.');
    const [payload] = signer.sign({ ...photo, photoId: 'another' }).split('.');
    expect(signer.verify(`${payload}.${mac}`)).toBeNull();
  });

  describe('for a sign-in', () => {
    const signIn: LinkClaims = {
      purpose: 'sign_in',
      signInId: '019f0000-0000-7000-8000-00000000000a',
      recipient: 'staff:019f0000-0000-7000-8000-00000000000b',
    };

    it('gives back who is to sign in and by which request, and nothing about a complaint', () => {
      expect(signer.verify(signer.sign(signIn))).toEqual(signIn);
      expect(signer.sign({ ...signIn })).toBe(signer.sign(signIn));
    });

    it('refuses claims of the wrong kind, or of both kinds, even when they are signed', () => {
      expect(signer.verify(forge([fresh.kid, 'sign_in', 'x', 'staff:y']))).toMatchObject({ signInId: 'x' });
      expect(signer.verify(forge([fresh.kid, 'sign_in', 1, 'staff:y']))).toBeNull();
      expect(signer.verify(forge([fresh.kid, 'sign_in', 'x', null]))).toBeNull();
      expect(signer.verify(forge([fresh.kid, 'sign_in', 'x']))).toBeNull();
      expect(signer.verify(forge([fresh.kid, 'sign_in', 1, 'x', 'staff:y']))).toBeNull();
      expect(signer.verify(forge([fresh.kid, 'reporter', 'x', 'staff:y']))).toBeNull();
    });
  });

  it('does not start without a secret or with two of one name', () => {
    expect(() => createLinkSigner({ secrets: [] })).toThrow(RangeError);
    expect(() => createLinkSigner({ secrets: [old, { ...fresh, kid: old.kid }] })).toThrow(RangeError);
  });
});

function forge(parts: unknown[]): string {
  const payload = Buffer.from(JSON.stringify(parts)).toString('base64url');
  const mac = createHmac('sha256', fresh.secret).update(`sikesal-link:${payload}`).digest('base64url');
  return `${payload}.${mac}`;
}
