import { staffVisit } from '../desk/staff-visit';
import type { PageHandler } from '../http/serve-page';
import { personView } from './person-view';
import { sessionsView } from './sessions-view';

const DONE = ['ended', 'endedOthers', 'language'] as const;

/** What somebody who is signed in is here, where they are signed in, and the language that they are written to in. */
export const accountPage: PageHandler = async (site, visit) => {
  const { speech, session } = staffVisit(site, visit);
  const { member, credential, csrf } = session;
  const { say } = speech;
  const here = credential.sessionId;
  const sessions = sessionsView(await site.sessions.listOf(member.id), { speech, here });
  const done = DONE.find((each) => each === visit.query.done);
  return {
    kind: 'page',
    status: 200,
    template: 'admin/account',
    title: say('admin.account.title'),
    view: {
      ...personView(member, speech),
      heading: say('admin.account.title'),
      done: done ? say(`admin.account.done.${done}`) : null,
      csrf,
      ends: true,
      sessions,
      hasOthers: sessions.some(({ isHere }) => !isHere),
      languages: site.city.languages.map((value) => ({
        value,
        label: say(`admin.languages.${value}`),
        isChosen: value === member.language,
      })),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
};

/** Ends one of the sender's sessions, or all but the one that it is sent from. */
export const endSession: PageHandler = async (site, visit) => {
  const { session, me } = staffVisit(site, visit);
  const ended = visit.form.get('session');
  const here = session.credential.sessionId;
  if (ended !== undefined) await site.sessions.closeOneOf(me, ended);
  else if (here !== null) await site.sessions.closeOthersOf(me, here);
  return { kind: 'redirect', to: `/account?done=${ended === undefined ? 'endedOthers' : 'ended'}` };
};

/** Everybody's own to choose; the pages follow at once, whatever this browser was told before. */
export const chooseLanguage: PageHandler = async (site, visit) => {
  const { me } = staffVisit(site, visit);
  const language = site.city.languages.find((each) => each === visit.form.get('language'));
  if (!language) return { kind: 'redirect', to: '/account' };
  await site.staff.change(me, { language }, { by: `staff:${me}` });
  return { kind: 'redirect', to: `/account?done=language&lang=${language}` };
};
