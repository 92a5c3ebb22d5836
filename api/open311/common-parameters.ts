import { z } from 'zod';

/** Parameters of every operation. */
export const COMMON_PARAMETERS = {
  jurisdiction_id: z.string().optional().meta({
    description: 'The city’s code or the host of its site; one city is served here, so it may be left out.',
  }),
  extensions: z.string().optional().meta({
    description: 'Some servers tell more with `true`; here every response is complete.',
  }),
  lang: z
    .string()
    .optional()
    .meta({ description: 'Language of the texts; the city’s first one where it does not speak it.' }),
};

export const API_KEY = {
  api_key: z.string().optional().meta({
    description: 'An API key (`sk_…`); it may come as `Authorization: Bearer` as well.',
  }),
};
