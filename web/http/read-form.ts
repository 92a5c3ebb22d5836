import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler, type Response } from 'express';
import multer from 'multer';
import { malformed, Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import { partText, TEXT_AS_BYTES } from '../../api/http/part-text';
import { PHOTO_BYTES_AT_MOST, PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import { receiveParts } from '../../api/http/receive-parts';
import { uploadStorage } from '../../api/http/upload-storage';
import type { SpooledFile } from '../../photos/sent-picture';
import { cutText } from '../../domain/human-text';

/** The fields of a posted form; each name occurs once. */
export type Form = ReadonlyMap<string, string>;

export interface UploadedFile {
  /** The file's name on the sender's device; for display only. */
  name: string;
  data: SpooledFile;
}

export interface PostedForm {
  form: Form;
  files: readonly UploadedFile[];
  /** Why the files were refused although the fields could be read: a photo must not lose what was typed. */
  refusedFiles: Problem | null;
}

export const NOTHING_POSTED: PostedForm = { form: new Map(), files: [], refusedFiles: null };

/** Room for the longest text that an act takes, percent-encoded. */
const FORM_BYTES_AT_MOST = 128 * 1024;
/** Enough to tick every row of a list's page. */
const FIELDS_AT_MOST = 120;
/** No form with photos has this many fields; each may be as long as a whole form without photos. */
export const FIELDS_BESIDE_PHOTOS = { fields: 20, fieldSize: FORM_BYTES_AT_MOST };
const FILE_NAME_AT_MOST = 80;

const parseFields = express.urlencoded({
  extended: false,
  inflate: false,
  limit: FORM_BYTES_AT_MOST,
  parameterLimit: FIELDS_AT_MOST,
  verify: (_request, _response, bytes) => requireUtf8(bytes),
});

const parseParts = multer({
  storage: uploadStorage(),
  ...TEXT_AS_BYTES,
  limits: {
    fileSize: PHOTO_BYTES_AT_MOST,
    files: PHOTOS_AT_MOST,
    ...FIELDS_BESIDE_PHOTOS,
    fieldNameSize: 40,
    headerPairs: 20,
  },
}).array('photos', PHOTOS_AT_MOST);

/** @throws Problem `malformed`, `too_large`, `unsupported_media_type` */
export async function readForm(request: Request, response: Response): Promise<PostedForm> {
  if (isEmpty(request)) return NOTHING_POSTED;
  if (request.is('multipart/form-data')) return readParts(parseParts, request, response);
  if (request.is('application/x-www-form-urlencoded')) return readFields(request, response);
  throw new Problem({ code: 'unsupported_media_type', detail: 'Send the form as its page does.' });
}

async function readFields(request: Request, response: Response): Promise<PostedForm> {
  await new Promise<void>((resolve, reject) => {
    parseFields(request, response, (error: unknown) => (error ? reject(asProblem(error)) : resolve()));
  });
  return { ...NOTHING_POSTED, form: formOf(request.body) };
}

/**
 * Reads fields and files; `parse` is multer's, with `TEXT_AS_BYTES`. If the files are refused, the reason is
 * returned beside the fields.
 * @throws Problem for errors about more than the files
 */
export async function readParts(
  parse: RequestHandler,
  request: Request,
  response: Response,
): Promise<PostedForm> {
  let files: UploadedFile[] = [];
  let refusedFiles: Problem | null = null;
  try {
    await receiveParts(parse, request, response);
    files = (Array.isArray(request.files) ? request.files : []).map(uploadedFile);
  } catch (error) {
    refusedFiles = refusalOfFiles(error);
  }
  return { form: formOf(request.body, (value) => partText(request, value)), files, refusedFiles };
}

/** @throws the error if it is about more than the files */
function refusalOfFiles(error: unknown): Problem {
  const problem = problemFromError(error);
  if (problem.code === 'photo_refused' || problem.code === 'unavailable') return problem;
  throw error;
}

/** Converts a file from multer. */
function uploadedFile({ originalname, path, size }: Express.Multer.File): UploadedFile {
  // Multer decodes names as Latin-1, but browsers send UTF-8.
  const name = Buffer.from(originalname, 'latin1').toString('utf8');
  return { name: cutText(name, FILE_NAME_AT_MOST), data: { path, size } };
}

function isEmpty({ headers }: Request): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

/** Converts the parsers' fields. @throws Problem `malformed` */
function formOf(body: unknown, decode = (value: string) => value): Form {
  return new Map(Object.entries(Object(body)).map(([name, value]) => [name, decode(single(value))]));
}

function single(value: unknown): string {
  if (typeof value !== 'string') throw malformed('A field of the form is there more than once.');
  return value;
}

/**
 * Checks the raw bytes. The parser would replace invalid ones by U+FFFD, and that character may also be genuine:
 * people paste it from documents that were decoded wrongly.
 * @throws URIError
 */
function requireUtf8(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw new URIError('the form is not UTF-8');
  decodeURIComponent(bytes.toString('utf8'));
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof Error && 'type' in error)) return error;
  if (error.type === 'entity.too.large' || error.type === 'parameters.too.many') {
    return new Problem({ code: 'too_large', detail: 'The form is too large.' }, { cause: error });
  }
  return malformed('The form cannot be parsed.', error);
}
