import { cityNames } from '../../locale/city-names';
import { complaintUrls } from '../../links/complaint-urls';
import { languageOf, type MailDeps } from '../mail-context';
import type { MailView } from '../mail-view';
import type { MyLinksMaterial } from './occasional-material';
import { occasionalView } from './occasional-view';

/** Links to all complaints of a mailbox that are not over, for somebody who has lost theirs. Made while it is sent. */
export function myLinksMail(deps: MailDeps, { email: _, ...material }: MyLinksMaterial): MailView {
  const { city, links, publicUrl } = deps;
  const language = languageOf(city, material.language);
  const t = deps.translator.in(language);
  const names = cityNames(city, language, t);
  return occasionalView(deps, {
    language,
    greeting: t('mail.frame.greeting'),
    subject: t('occasions.myLinks.subject'),
    lead: [t('occasions.myLinks.lead')],
    links: material.complaints.map(({ complaintId, trackingCode, category, status, generation }) => ({
      label: t('occasions.myLinks.complaint', {
        code: trackingCode,
        kind: names.category(category),
        status: t(`words.status.${status}`),
      }),
      url: complaintUrls({
        ...{ publicUrl, links, trackingCode, complaintId, generation },
        recipient: `reporter:${complaintId}`,
      }).mine(),
    })),
    notes: [t('occasions.myLinks.secret'), t('occasions.myLinks.notYou')],
  });
}
