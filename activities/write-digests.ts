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
 * One mail to the supervisor of each agency that there is something to say about; running twice on one day writes
 * nothing new. @returns for how many agencies
 */
export function createWriteDigests({ city, digests, mails }: DigestDeps) {
  return async ({ at }: { at: Instant }): Promise<number> => {
    const occasion = localDay(at, city.timeZone);
    const written = supervised(city);
    const agencies = (await digests.agencies({ now: at })).filter((code) => written.has(code));
    await mails.addOccasional(
      agencies.map((code) => ({ kind: 'digest', recipient: `supervisor:${code}`, occasion })),
    );
    return agencies.length;
  };
}

/** Agencies that work and whose supervisor the pack has an address of. */
function supervised({ agencies, retired }: DigestDeps['city']): Set<string> {
  const finishing = retired.agencies.filter(({ openCases }) => openCases === 'finish');
  const all = [...agencies, ...finishing].filter(({ supervisor }) => supervisor.email !== undefined);
  return new Set(all.map(({ code }) => code));
}
