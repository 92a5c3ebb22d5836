import express, { type Request, type Response } from 'express';
import { malformed, Problem } from '../../api/http/problem';

/** The fields of a posted form, each once. */
export type Form = ReadonlyMap<string, string>;

/** Room for the longest text that an act takes, percent-encoded. */
const FORM_BYTES_AT_MOST = 128 * 1024;
const FIELDS_AT_MOST = 20;

const parser = express.urlencoded({
  extended: false,
  inflate: false,
  limit: FORM_BYTES_AT_MOST,
  parameterLimit: FIELDS_AT_MOST,
});

/** @throws Problem `malformed`, `too_large`, `unsupported_media_type` */
export async function readForm(request: Request, response: Response): Promise<Form> {
  if (isEmpty(request)) return new Map();
  if (!request.is('application/x-www-form-urlencoded')) {
    throw new Problem({ code: 'unsupported_media_type', detail: 'Send the form as its page does.' });
  }
  await new Promise<void>((resolve, reject) => {
    parser(request, response, (error: unknown) => (error ? reject(asProblem(error)) : resolve()));
  });
  return new Map(Object.entries(Object(request.body)).map(([name, value]) => [name, single(value)]));
}

function isEmpty({ headers }: Request): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function single(value: unknown): string {
  if (typeof value !== 'string') throw malformed('A field of the form is there more than once.');
  // The parser puts this mark where the bytes were no UTF-8.
  if (value.includes('\uFFFD')) throw malformed('The form is not UTF-8.');
  return value;
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof Error && 'type' in error)) return error;
  if (error.type === 'entity.too.large' || error.type === 'parameters.too.many') {
    return new Problem({ code: 'too_large', detail: 'The form is too large.' }, { cause: error });
  }
  return malformed('The form cannot be parsed.', error);
}
