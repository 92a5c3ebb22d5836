import { oneLine } from '../../domain/clean-text';
import { languageOf, type MailDeps } from '../mail-context';
import { fact } from '../mail-facts';
import { personGreeting } from '../mail-frame';
import { baseOf } from '../../links/complaint-urls';
import type { MailView } from '../mail-view';
import type { SignInMaterial } from './occasional-material';
import { occasionalView } from './occasional-view';

/** The link is made here, at the moment of sending: nothing that signs anybody in is stored. */
export function signInMail(deps: MailDeps, { material, recipient }: SignInInput): MailView {
  const { member, signInId, requestedAt, expiresAt } = material;
  const language = languageOf(deps.city, member.language);
  const [t, time] = [deps.translator.in(language), deps.times[language]];
  const token = deps.links.sign({ purpose: 'sign_in', signInId, recipient });
  const device = oneLine(material.device ?? '');
  return occasionalView(deps, {
    language,
    greeting: personGreeting(t, member.name),
    subject: t('occasions.signIn.subject'),
    lead: [t('occasions.signIn.lead')],
    button: { label: t('occasions.signIn.button'), url: `${baseOf(deps)}/sign-in/link?t=${token}` },
    facts: [
      fact(t('occasions.signIn.requestedAt'), time.long(requestedAt)),
      fact(t('occasions.signIn.device'), device === '' ? t('occasions.signIn.deviceUnknown') : device),
    ],
    notes: [t('occasions.signIn.once', { time: time.clock(expiresAt) })],
  });
}

interface SignInInput {
  material: SignInMaterial;
  /** `staff:<id>` */
  recipient: string;
}
