import type { DeskCounts } from '../../../database/readers/desk-reader';
import { isFinal } from '../../../domain/statuses';
import type { Locale } from '../../../locale/locale';
import { deskUrl, underTabs, type DeskQuery } from '../desk-query';

export interface TabView {
  url: string;
  label: string;
  count: string;
  isCurrent: boolean;
}

export function tabsView(query: DeskQuery, counts: DeskCounts, { t, time }: Locale): TabView[] {
  const basis = underTabs(query);
  const isOver = query.status !== undefined && isFinal(query.status);
  const { due, officer } = query;
  const tab = (
    label: Parameters<typeof t>[0],
    count: number,
    { more, isCurrent }: { more: DeskQuery; isCurrent: boolean },
  ) => ({
    url: deskUrl({ ...basis, ...more }),
    label: t(label),
    count: time.number(count),
    isCurrent: isCurrent && !isOver,
  });
  return [
    tab('desk.tabs.all', counts.all, { more: {}, isCurrent: due === undefined && officer === undefined }),
    tab('desk.tabs.soon', counts.soon, { more: { due: 'soon' }, isCurrent: due === 'soon' }),
    tab('desk.tabs.late', counts.late, { more: { due: 'late' }, isCurrent: due === 'late' }),
    tab('desk.tabs.mine', counts.mine, { more: { officer: 'me' }, isCurrent: officer === 'me' && !due }),
    tab('desk.tabs.nobodys', counts.nobodys, {
      more: { officer: 'nobody' },
      isCurrent: officer === 'nobody' && !due,
    }),
  ];
}
