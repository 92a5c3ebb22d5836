import type { CityPack } from '../../city/city-pack';
import { heirOf, officeAddress, type AgencyOffice } from '../../city/directory';
import type { Offices } from '../../database/cases/offices';
import type { Audience } from '../../domain/notifications';
import { parseRecipient } from '../../city/recipients';

interface City {
  city: CityPack;
  offices: (audience: Audience) => Promise<Offices>;
}

/** Who gets the mails that wait for an office now; null if it is still the office itself. */
export async function whoHears(reference: string, { city, offices }: City): Promise<string[] | null> {
  const [role, code = ''] = reference.split(':');
  // The other members of the leadership get mails of their own.
  if (role === 'leadership') return city.leadership.some((each) => each.code === code) ? null : [];
  const recipient = parseRecipient(reference);
  switch (recipient.role) {
    case 'agency':
    case 'supervisor':
    case 'agency_head':
      return ofAgency(recipient, { city, offices });
    case 'command_centre': {
      const isThere = city.commandCentre.contacts.some((each) => each.code === recipient.contact);
      return isThere ? null : (await offices({ to: 'command_centre' })).commandCentre;
    }
    default:
      return null;
  }
}

async function ofAgency(
  { role: office, agency }: { role: AgencyOffice; agency: string },
  { city, offices }: City,
): Promise<string[] | null> {
  if (officeAddress(city, { office, agency }) !== null) return null;
  // The hand-over itself notifies the successor's desk.
  if (office === 'agency' && heirOf(city, agency) !== null) return [];
  return (await offices({ to: office, agency })).peopleOf(office, agency);
}
