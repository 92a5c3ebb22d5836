import type { CityPack } from '../../../city/city-pack';
import { parseTrackingCode } from '../../../domain/tracking-code';
import type { Form } from '../../http/read-form';
import type { PageRequest } from '../../http/page-request';
import { readDeskQuery, type DeskQuery } from '../desk-query';

const PICK = /^pick:(.+)$/;

export interface BulkForm {
  /** Tracking codes that are ticked, or the one whose button was pressed. */
  codes: string[];
  /** The filters of the list that it was sent from. */
  query: DeskQuery;
  key: string;
  officer: string;
}

export function readBulkForm({ form, query }: PageRequest, city: CityPack): BulkForm {
  const ticked = [...form.keys()].flatMap((name) => codeIn(PICK.exec(name)?.[1]));
  return {
    codes: query.only === undefined ? ticked : codeIn(query.only),
    query: readDeskQuery(queryOf(form), city),
    key: form.get('key') ?? '',
    officer: form.get('officer') ?? '',
  };
}

function codeIn(text: string | undefined): string[] {
  const code = text === undefined ? null : parseTrackingCode(text);
  return code ? [code] : [];
}

/** Reads the list's address, which the page put into the form. */
function queryOf(form: Form): Record<string, string> {
  const back = form.get('back') ?? '';
  const at = back.indexOf('?');
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(back.slice(at)));
}
