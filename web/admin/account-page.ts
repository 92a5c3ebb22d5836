import { htmlPage } from '../html-page';
import { staffRequest } from '../sign-in/staff-request';
import type { PageHandler } from '../http/serve-page';
import { personView } from './person-view';
import { sessionsView } from './sessions-view';

const DONE = ['ended', 'endedOthers', 'language'] as const;

/** A member of staff's own account: their role, their sessions, and the language of their mails. */
export const accountPage: PageHandler = async (context, request) => {
  const { locale, session } = staffRequest(context, request);
  const { member, credential, csrf } = session;
  const { t } = locale;
  const here = credential.sessionId;
  const sessions = sessionsView(await context.sessions.listOf(member.id), { locale, here });
  const done = DONE.find((each) => each === request.query.done);
  return htmlPage({
    template: 'admin/account',
    title: t('admin.account.title'),
    view: {
      ...personView(member, locale),
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
  });
};

/** Ends one of the sender's sessions, or all except the current one. */
export const endSession: PageHandler = async (context, request) => {
  const { session, me } = staffRequest(context, request);
  const ended = request.form.get('session');
  const here = session.credential.sessionId;
  if (ended !== undefined) await context.sessions.closeOneOf(me, ended);
  else if (here !== null) await context.sessions.closeOthersOf(me, here);
  return { kind: 'redirect', to: `/account?done=${ended === undefined ? 'endedOthers' : 'ended'}` };
};

/** Everybody chooses their own language. The pages follow at once, whatever was set in this browser before. */
export const chooseLanguage: PageHandler = async (context, request) => {
  const { me } = staffRequest(context, request);
  const language = context.city.languages.find((each) => each === request.form.get('language'));
  if (!language) return { kind: 'redirect', to: '/account' };
  await context.staff.change(me, { language }, { by: `staff:${me}` });
  return { kind: 'redirect', to: `/account?done=language&lang=${language}` };
};
