import { staffRequest } from '../desk/staff-request';
import type { PageHandler } from '../http/serve-page';
import { personView } from './person-view';
import { sessionsView } from './sessions-view';

const DONE = ['ended', 'endedOthers', 'language'] as const;

/** What somebody who is signed in is here, where they are signed in, and the language that they are written to in. */
export const accountPage: PageHandler = async (context, request) => {
  const { locale, session } = staffRequest(context, request);
  const { member, credential, csrf } = session;
  const { t } = locale;
  const here = credential.sessionId;
  const sessions = sessionsView(await context.sessions.listOf(member.id), { locale, here });
  const done = DONE.find((each) => each === request.query.done);
  return {
    kind: 'page',
    status: 200,
    template: 'admin/account',
    title: t('admin.account.title'),
    view: {
      ...personView(member, locale),
      heading: t('admin.account.title'),
      done: done ? t(`admin.account.done.${done}`) : null,
      csrf,
      ends: true,
      sessions,
      hasOthers: sessions.some(({ isHere }) => !isHere),
      languages: context.city.languages.map((value) => ({
        value,
        label: t(`admin.languages.${value}`),
        isChosen: value === member.language,
      })),
    },
    styles: ['admin.css'],
    locale,
    keepsAddress: true,
  };
};

/** Ends one of the sender's sessions, or all but the one that it is sent from. */
export const endSession: PageHandler = async (context, request) => {
  const { session, me } = staffRequest(context, request);
  const ended = request.form.get('session');
  const here = session.credential.sessionId;
  if (ended !== undefined) await context.sessions.closeOneOf(me, ended);
  else if (here !== null) await context.sessions.closeOthersOf(me, here);
  return { kind: 'redirect', to: `/account?done=${ended === undefined ? 'endedOthers' : 'ended'}` };
};

/** Everybody's own to choose; the pages follow at once, whatever this browser was told before. */
export const chooseLanguage: PageHandler = async (context, request) => {
  const { me } = staffRequest(context, request);
  const language = context.city.languages.find((each) => each === request.form.get('language'));
  if (!language) return { kind: 'redirect', to: '/account' };
  await context.staff.change(me, { language }, { by: `staff:${me}` });
  return { kind: 'redirect', to: `/account?done=language&lang=${language}` };
};
