import { oneLine } from '../clean-text';
import { languageOf, type MailDeps } from '../mail-context';
import { fact } from '../mail-facts';
import { personGreeting } from '../mail-frame';
import { baseOf } from '../mail-urls';
import type { MailView } from '../mail-view';
import type { SignInMaterial } from './occasional-material';
import { occasionalView } from './occasional-view';

/** The link is made here, at the moment of sending: nothing that signs anybody in is stored. */
export function signInMail(deps: MailDeps, { material, recipient }: SignInInput): MailView {
  const { member, signInId, requestedAt, expiresAt } = material;
  const language = languageOf(deps.city, member.language);
  const [say, time] = [deps.translator.in(language), deps.times[language]];
  const token = deps.links.sign({ purpose: 'sign_in', signInId, recipient });
  const device = oneLine(material.device ?? '');
  return occasionalView(deps, {
    language,
    greeting: personGreeting(say, member.name),
    subject: say('occasions.signIn.subject'),
    lead: [say('occasions.signIn.lead')],
    button: { label: say('occasions.signIn.button'), url: `${baseOf(deps)}/sign-in/link?t=${token}` },
    facts: [
      fact(say('occasions.signIn.requestedAt'), time.long(requestedAt)),
      fact(say('occasions.signIn.device'), device === '' ? say('occasions.signIn.deviceUnknown') : device),
    ],
    notes: [say('occasions.signIn.once', { time: time.clock(expiresAt) })],
  });
}

interface SignInInput {
  material: SignInMaterial;
  /** `staff:<id>` */
  recipient: string;
}
