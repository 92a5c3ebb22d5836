import type { Verdict } from './check-case';
import type { Desk } from './desk';

/** Whoever looks without a key must not read what was told in confidence. */
export async function checkPrivacy(desk: Desk, codes: string[]): Promise<Verdict[]> {
  return Promise.all(
    codes.map(async (code) => {
      const { description, photos } = await desk.read(code);
      return {
        what: `${code} was told in confidence, and the public reads nothing of it`,
        holds: description === null && photos.length === 0,
        found: `${photos.length} photos and the text "${description}"`,
      };
    }),
  );
}
