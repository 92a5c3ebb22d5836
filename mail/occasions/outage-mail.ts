import { oneLine } from '../../domain/clean-text';
import { cityNames } from '../../locale/city-names';
import { languageOf, type MailDeps } from '../mail-context';
import { staffGreeting } from '../mail-frame';
import { baseOf } from '../../links/complaint-urls';
import type { MailView } from '../mail-view';
import type { MemberRecipient, StaffRecipient } from '../../city/recipients';
import type { OutageMaterial } from './occasional-material';
import { occasionalView } from './occasional-view';

interface OutageInput {
  material: OutageMaterial;
  recipient: StaffRecipient | MemberRecipient;
}

/** Tells an agency and its officers once that the deadlines of all their cases were moved. */
export function outageMail(deps: MailDeps, { material, recipient }: OutageInput): MailView {
  const { member, agency, hours, until, undone } = material;
  const { city } = deps;
  const language = member ? languageOf(city, member.language) : city.defaultLanguage;
  const [t, time] = [deps.translator.in(language), deps.times[language]];
  const names = cityNames(city, language, t);
  const reason = oneLine(undone ? '' : material.reason);
  const params = {
    ...{ centre: names.centreInFull, agency: names.agency(agency) },
    ...{ hours: time.number(hours), time: time.long(until) },
  };
  return occasionalView(deps, {
    language,
    greeting: staffGreeting({ t, names, recipient, member, city, language }),
    subject: t(undone ? 'occasions.outage.subjectUndone' : 'occasions.outage.subject', params),
    lead: [
      t(`occasions.outage.${leadOf({ material, recipient })}`, params),
      ...(reason === '' ? [] : [t('occasions.outage.reason', { reason })]),
    ],
    button: { label: t('occasions.digest.list'), url: `${baseOf(deps)}/desk` },
  });
}

/**
 * Cases that were reassigned since keep their shift, so the end of the outage also moves deadlines at their new
 * agency.
 */
function leadOf({ material: { agency, member, undone }, recipient }: OutageInput) {
  if (!undone) return 'lead';
  const readersAgency = 'agency' in recipient ? recipient.agency : (member?.agency ?? agency);
  return readersAgency === agency ? 'leadUndone' : 'leadUndoneElsewhere';
}
