import type { CityPack } from '../city/city-pack';
import type { DigestReader } from '../database/readers/digest-reader';
import type { OccasionalMails } from '../database/stores/occasional-mails';
import type { Instant } from '../domain/instant';
import { localDay } from '../domain/local-day';

export interface DigestDeps {
  city: Pick<CityPack, 'timeZone' | 'agencies' | 'retired'>;
  digests: Pick<DigestReader, 'agencies' | 'supervisors'>;
  mails: OccasionalMails;
}

/**
 * One mail to each who supervises an agency that there is something to say about: the pack's address, and who does so by the
 * staff list. Running twice on one day writes nothing new. @returns for how many agencies
 */
export function createWriteDigests({ city, digests, mails }: DigestDeps) {
  return async ({ at }: { at: Instant }): Promise<number> => {
    const occasion = localDay(at, city.timeZone);
    const [agencies, staff] = await Promise.all([digests.agencies({ now: at }), digests.supervisors()]);
    const addresses = addressesIn(city);
    const heard = agencies.map((agency) => {
      const address = addresses.get(agency);
      // Whoever has the office's own address reads the digest there.
      const people = staff.filter(
        (each) => each.agency === agency && each.email.toLowerCase() !== address?.toLowerCase(),
      );
      return [
        ...(address === undefined ? [] : [`supervisor:${agency}`]),
        ...people.map(({ id }) => `staff:${id}`),
      ];
    });
    await mails.addOccasional(heard.flat().map((recipient) => ({ kind: 'digest', recipient, occasion })));
    return heard.filter(({ length }) => length > 0).length;
  };
}

/** What the pack has for the supervisors of agencies that work. */
function addressesIn({ agencies, retired }: DigestDeps['city']): Map<string, string> {
  const finishing = retired.agencies.filter(({ openCases }) => openCases === 'finish');
  return new Map(
    [...agencies, ...finishing].flatMap(({ code, supervisor }) =>
      supervisor.email === undefined ? [] : [[code, supervisor.email] as const],
    ),
  );
}
