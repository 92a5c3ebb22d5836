import type { CityPack } from '../city/city-pack';
import { inLanguage } from '../city/in-language';
import { centreContact, UnknownRecipientError, type StaffRecipient } from '../city/recipients';
import type { Locale } from '../locale/locale';

interface Words {
  city: CityPack;
  locale: Locale;
}

/** The name of an office that was notified. A pack may have dropped it since. */
export function officeName(recipient: StaffRecipient, words: Words): string {
  try {
    return titleOf(recipient, words);
  } catch (error) {
    if (error instanceof UnknownRecipientError) return words.locale.t('case.notifications.formerOffice');
    throw error;
  }
}

/** @throws UnknownRecipientError */
function titleOf(recipient: StaffRecipient, { city, locale }: Words): string {
  const { names, language } = locale;
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
