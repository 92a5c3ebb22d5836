import { listedAgencies } from '../../../domain/permissions';
import { parseTrackingCode } from '../../../domain/tracking-code';
import type { PagesContext } from '../../pages-context';
import type { StaffRequest } from '../../sign-in/staff-request';
import type { Outcome } from './execute-each';
import { caseUrl } from '../case-url';
import { statusWord } from './row-view';
import type { BulkNotice } from './list-view';
import { ROWS_AT_MOST } from './read-list';

const DONE = { acknowledge: 'desk.done.acknowledge', assign: 'desk.done.assign' } as const;
export type BulkAct = keyof typeof DONE;

export const NOTHING_TO_SAY: BulkNotice = { done: null, warning: null, changed: null };

/** What the list's address says about the form that redirected to it. */
export function outcomeQuery(
  act: BulkAct,
  { recorded, changed }: Pick<Outcome, 'recorded' | 'changed'>,
): Record<string, string> {
  return {
    done: act,
    count: String(recorded.length),
    ...(changed.length === 0 ? {} : { changed: changed.join(',') }),
  };
}

export async function bulkNotice(
  context: PagesContext,
  staff: StaffRequest,
  { done, count = '', changed = '' }: Readonly<Record<string, string>>,
): Promise<BulkNotice> {
  if (done !== 'acknowledge' && done !== 'assign') return NOTHING_TO_SAY;
  // Anybody can write this address, and each code is looked up, so limit their number.
  const codes = changed
    .split(',')
    .slice(0, ROWS_AT_MOST)
    .flatMap((text) => parseTrackingCode(text) ?? []);
  return noticeOf(context, staff, { act: done, count: /^\d{1,3}$/.test(count) ? Number(count) : 0, codes });
}

export async function noticeOf(
  context: PagesContext,
  staff: StaffRequest,
  { act, count, codes }: { act: BulkAct; count: number; codes: readonly string[] },
): Promise<BulkNotice> {
  const { t, time } = staff.locale;
  return {
    done: count === 0 ? null : t(DONE[act], { count: time.number(count) }),
    warning: null,
    changed:
      codes.length === 0
        ? null
        : {
            heading: t('desk.done.changed', { count: time.number(codes.length) }),
            items: await changedItems(context, staff, codes),
          },
  };
}

/** A complaint that is no longer the reader's is listed by the code that they ticked, without any details. */
async function changedItems(
  context: PagesContext,
  { actor, locale }: StaffRequest,
  codes: readonly string[],
) {
  const agencies = listedAgencies(actor);
  const rows = await Promise.all(
    codes.map(async (code) => {
      const { rows } = await context.desk.list({ agencies, q: code }, { limit: 1 });
      return { code, row: rows[0] };
    }),
  );
  return rows.map(({ code, row }) => ({
    code,
    url: row ? caseUrl(code) : null,
    status: row ? statusWord(row, locale) : null,
  }));
}
