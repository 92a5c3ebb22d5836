import type { CityPack } from '../city/city-pack';
import { inLanguage } from '../city/in-language';
import { centreContact, type StaffRecipient } from '../mail/recipients';
import type { Speech } from './speech';

/** What an office that is written to is called. @throws UnknownRecipientError for one that the pack no longer names */
export function officeName(
  recipient: StaffRecipient,
  { city, speech }: { city: CityPack; speech: Speech },
): string {
  const { names, language } = speech;
  switch (recipient.role) {
    case 'agency':
      return names.office(0, recipient.agency);
    case 'supervisor':
      return names.office(1, recipient.agency);
    case 'agency_head':
      return names.office(2, recipient.agency);
    case 'command_centre':
      return inLanguage(centreContact(city, recipient.contact).titles, language);
  }
}
