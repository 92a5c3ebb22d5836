import type { CityPack } from '../city/city-pack';
import type { DigestReader } from '../database/readers/digest-reader';
import type { OccasionalMails } from '../database/stores/occasional-mails';
import type { Instant } from '../domain/instant';
import { localDay } from '../domain/local-day';

export interface DigestDeps {
  city: Pick<CityPack, 'timeZone' | 'agencies' | 'retired'>;
  digests: Pick<DigestReader, 'agencies'>;
  mails: OccasionalMails;
}

/**
 * One mail to the supervisor of each agency that there is something to say about, and to its mailbox where that reads its
 * warnings there; running twice on one day writes nothing new. @returns for how many agencies
 */
export function createWriteDigests({ city, digests, mails }: DigestDeps) {
  return async ({ at }: { at: Instant }): Promise<number> => {
    const occasion = localDay(at, city.timeZone);
    const readers = readersIn(city);
    const agencies = await digests.agencies({ now: at });
    const recipients = agencies.map((code) => readers.get(code) ?? []).filter(({ length }) => length > 0);
    await mails.addOccasional(
      recipients.flat().map((recipient) => ({ kind: 'digest', recipient, occasion })),
    );
    return recipients.length;
  };
}

/** Those of whom the pack has an address, by the agencies that work. */
function readersIn({ agencies, retired }: DigestDeps['city']): Map<string, string[]> {
  const finishing = retired.agencies.filter(({ openCases }) => openCases === 'finish');
  return new Map(
    [...agencies, ...finishing].map(({ code, supervisor, mailbox, warnings }) => [
      code,
      [
        ...(supervisor.email === undefined ? [] : [`supervisor:${code}`]),
        ...(mailbox === undefined || warnings === 'mail' ? [] : [`agency:${code}`]),
      ],
    ]),
  );
}
