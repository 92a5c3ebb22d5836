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
 * One mail to each who supervises an agency that there is something to say about (the pack's address, and who does so by
 * the staff list), and to its mailbox where that reads its warnings there. Running twice on one day writes nothing new.
 * @returns for how many agencies
 */
export function createWriteDigests({ city, digests, mails }: DigestDeps) {
  return async ({ at }: { at: Instant }): Promise<number> => {
    const occasion = localDay(at, city.timeZone);
    const [agencies, staff] = await Promise.all([digests.agencies({ now: at }), digests.supervisors()]);
    const offices = officesIn(city);
    const heard = agencies.map((agency) => {
      const { addresses = [], recipients = [] } = offices.get(agency) ?? {};
      // Whoever has an office's own address reads the digest there.
      const people = staff.filter(
        (each) => each.agency === agency && !addresses.includes(each.email.toLowerCase()),
      );
      return [...recipients, ...people.map(({ id }) => `staff:${id}`)];
    });
    await mails.addOccasional(heard.flat().map((recipient) => ({ kind: 'digest', recipient, occasion })));
    return heard.filter(({ length }) => length > 0).length;
  };
}

interface Offices {
  addresses: string[];
  recipients: string[];
}

/** Whom the pack has an address of, by the agencies that work. */
function officesIn({ agencies, retired }: DigestDeps['city']): Map<string, Offices> {
  const finishing = retired.agencies.filter(({ openCases }) => openCases === 'finish');
  return new Map(
    [...agencies, ...finishing].map(({ code, supervisor, mailbox, warnings }) => {
      const offices = [
        { office: 'supervisor', email: supervisor.email },
        { office: 'agency', email: warnings === 'digest' ? mailbox : undefined },
      ];
      // Of two offices with one address the first is written to.
      const told = new Map<string, string>();
      for (const { office, email } of offices)
        if (email !== undefined && !told.has(email.toLowerCase()))
          told.set(email.toLowerCase(), `${office}:${code}`);
      return [code, { addresses: [...told.keys()], recipients: [...told.values()] }];
    }),
  );
}
