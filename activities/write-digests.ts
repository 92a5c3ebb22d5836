import type { CityPack } from '../city/city-pack';
import type { DigestReader } from '../database/readers/digest-reader';
import type { OccasionalMails } from '../database/stores/occasional-mails';
import type { Instant } from '../domain/instant';
import { localDay } from '../domain/local-day';

export interface DigestDeps {
  city: Pick<CityPack, 'timeZone'>;
  /** Agencies that have staff. */
  agencies: readonly Pick<CityPack['agencies'][number], 'code' | 'supervisor' | 'mailbox' | 'warnings'>[];
  digests: Pick<DigestReader, 'agencies' | 'supervisors'>;
  mails: OccasionalMails;
}

/**
 * One mail to each supervisor of an agency that has something to report (the address in the pack, and supervisors
 * on the staff list), and to its mailbox if that gets its warnings by digest. Running twice on one day adds
 * nothing.
 * @returns for how many agencies
 */
export function createWriteDigests({ city, agencies: working, digests, mails }: DigestDeps) {
  const offices = officesOf(working);
  return async ({ at }: { at: Instant }): Promise<number> => {
    const occasion = localDay(at, city.timeZone);
    const [agencies, staff] = await Promise.all([digests.agencies({ now: at }), digests.supervisors()]);
    const heard = agencies.map((agency) => {
      const { addresses = [], recipients = [] } = offices.get(agency) ?? {};
      // People whose address is also the office's read the digest there.
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

/** Addresses and recipients from the pack, by agency. */
function officesOf(agencies: DigestDeps['agencies']): Map<string, Offices> {
  return new Map(
    agencies.map(({ code, supervisor, mailbox, warnings }) => {
      const offices = [
        { office: 'supervisor', email: supervisor.email },
        { office: 'agency', email: warnings === 'digest' ? mailbox : undefined },
      ];
      // When two offices share an address, only the first gets the mail.
      const byEmail = new Map<string, string>();
      for (const { office, email } of offices)
        if (email !== undefined && !byEmail.has(email.toLowerCase()))
          byEmail.set(email.toLowerCase(), `${office}:${code}`);
      return [code, { addresses: [...byEmail.keys()], recipients: [...byEmail.values()] }];
    }),
  );
}
