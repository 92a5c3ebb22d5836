import type { ActName } from '../../domain/acts';
import {
  citySchema,
  complaintSchema,
  filedSchema,
  mailsSchema,
  namedSchema,
  type Filed,
  type SeenComplaint,
  type SeenMail,
} from './answers';
import { createHttp } from './http';

/** A client of the service that uses HTTP and nothing else, as any other program would. */
export type Desk = ReturnType<typeof createDesk>;

export function createDesk({ url }: { url: string }) {
  const http = createHttp({ url });
  return {
    city: () => http.get('/api/v1/city', citySchema),
    categories: () => http.get('/api/v1/categories', namedSchema),
    agencies: () => http.get('/api/v1/agencies', namedSchema),
    file: (filing: object, photos: Buffer[]): Promise<Filed> =>
      http.post('/api/v1/complaints', filedSchema, { body: filing, photos }),
    /** As the public sees it, or as the holder of `token` does. */
    read: (code: string, token?: string): Promise<SeenComplaint> =>
      http.get(`/api/v1/complaints/${code}`, complaintSchema, token),
    act: (code: string, { act, token, body }: { act: ActName; token: string; body: object }) =>
      http.post(`/api/v1/complaints/${code}/${act}`, null, { body, token }),
    fastForward: (code: string, hours: number) =>
      http.post(`/dev/complaints/${code}/fast-forward`, null, { body: { hours } }),
    mails: (): Promise<SeenMail[]> => http.get('/dev/mailbox/messages', mailsSchema),
  };
}
