import { invalid } from '../api/http/problem';

type Query = Readonly<Record<string, string>>;

/** The value of a filter; an empty field of a form filters nothing. @throws Problem `invalid` if it is not a choice */
export function queryChoice<Value extends string>(
  query: Query,
  name: string,
  choices: readonly Value[],
): Value | undefined {
  const value = query[name] ?? '';
  if (value === '') return undefined;
  return choices.find((choice) => choice === value) ?? refuse(name);
}

/** Which page of a list, from 1. @throws Problem `invalid` */
export function queryPage({ page = '' }: Query): number {
  if (page === '') return 1;
  return /^[1-9]\d{0,3}$/.test(page) ? Number(page) : refuse('page');
}

function refuse(parameter: string): never {
  throw invalid([{ parameter, rule: 'enum', detail: `"${parameter}" is not one of the choices.` }]);
}
