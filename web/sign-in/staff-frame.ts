import type { Role } from '../../domain/actor';
import type { MessageKey } from '../../locale/translator';
import { WALL_ROLES } from '../command-centre/wall-roles';
import type { Locale } from '../../locale/locale';
import type { StaffSession } from './staff-session';

interface NavPlace {
  url: string;
  label: MessageKey;
  roles?: readonly Role[];
}

const NAV: readonly NavPlace[] = [
  { url: '/command-centre', label: 'signIn.nav.wall', roles: WALL_ROLES },
  { url: '/desk', label: 'signIn.nav.desk' },
  {
    url: '/desk/escalated',
    label: 'signIn.nav.escalated',
    roles: ['supervisor', 'agency_head', 'command_centre'],
  },
  { url: '/command-centre/outages', label: 'outages.nav', roles: ['command_centre'] },
  { url: '/forecast', label: 'reports.forecast.nav' },
  { url: '/statistics', label: 'statistics.nav' },
  { url: '/admin/staff', label: 'signIn.nav.manage', roles: ['administrator'] },
  { url: '/admin/keys', label: 'keys.nav', roles: ['administrator'] },
  { url: '/admin/webhooks', label: 'webhooks.nav', roles: ['administrator'] },
];

/** The top of each page for somebody who is signed in. */
export function staffFrame(session: StaffSession, { locale, path }: { locale: Locale; path: string }) {
  const { member, csrf } = session;
  const { t, names } = locale;
  const places = NAV.filter(({ roles }) => roles?.includes(member.role) ?? true);
  return {
    csrf,
    name: member.name,
    office: member.agency === null ? null : names.agency(member.agency),
    isAccount: path === '/account',
    links: places.map(({ url, label }) => ({ url, label: t(label), isCurrent: url === path })),
  };
}
