import { FILED_AGO_HEADER } from '../kill-points/filed-ago';
import { callPatiently } from './call-patiently';
import { ScriptEnded } from './script-ended';
import type { Request } from './send-once';
import type { CaseStage } from './stage';

export interface FilingChoices {
  category: string;
  /** How long ago it is to have been received. */
  agoMs?: number;
}

export interface FiledCase {
  id: string;
  trackingCode: string;
  reporterToken: string;
}

const CITY_HALL = { latitude: -1.6399, longitude: 103.6131 };
const WITH_PHOTO = 0.25;
const WITH_EMAIL = 0.75;

/** The words by which a case is found in the database, even if it is there more than once. */
export const markOf = (caseName: string) => `[${caseName}]`;

export const emailOf = (caseName: string) => `${caseName}@pelapor.example`;

/** Files until it gets a tracking code; with the same key it is one complaint, however often it is sent. */
export async function fileCase(stage: CaseStage, { category, agoMs = 0 }: FilingChoices): Promise<FiledCase> {
  const { url, log, random, caseName, photo } = stage;
  const words = markOf(caseName);
  const filing = {
    category,
    description: `Laporan uji coba ${words} dari warga.`,
    location: CITY_HALL,
    ...(random.chance(WITH_EMAIL) ? { reporter: { email: emailOf(caseName) } } : {}),
  };
  const call = { key: `${caseName} file`, caseName, act: 'file' as const, credentialId: 'anonymous', words };
  const request: Request = {
    url: `${url}/api/v1/complaints`,
    method: 'POST',
    headers: agoMs > 0 ? { [FILED_AGO_HEADER]: String(agoMs) } : {},
    body: random.chance(WITH_PHOTO) ? withPhoto(filing, photo) : filing,
  };
  const logged = log.begin({ ...call, expects: 'counts' }, request);
  const answer = await callPatiently(logged, request, stage);
  if (logged.verdict !== 'counts') throw new ScriptEnded(`filing: ${logged.verdict}`);
  return answer?.body as FiledCase;
}

function withPhoto(filing: object, photo: Buffer): FormData {
  const form = new FormData();
  form.set('data', JSON.stringify(filing));
  form.set('photos', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'lubang.jpg');
  return form;
}
