import { z } from 'zod';

/** The parts of the API's responses that the demo looks at. */
export const filedSchema = z.object({
  id: z.string(),
  trackingCode: z.string(),
  reporterToken: z.string(),
});
export type Filed = z.output<typeof filedSchema>;

const eventSchema = z.object({
  sequence: z.int(),
  type: z.string(),
  at: z.coerce.date(),
  dueAt: z.coerce.date().optional(),
  actor: z.object({ kind: z.string(), agency: z.string().optional() }).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type SeenEvent = z.output<typeof eventSchema>;

export const complaintSchema = z.object({
  trackingCode: z.string(),
  status: z.string(),
  outcome: z.string().optional(),
  category: z.string(),
  agency: z.string().optional(),
  description: z.string().nullable(),
  confidential: z.boolean(),
  anonymous: z.boolean().optional(),
  location: z.unknown(),
  /** Absent where the viewer may not know who the reporter is. */
  reporter: z.unknown().optional(),
  photos: z.array(z.unknown()),
  receivedAt: z.coerce.date(),
  targetHours: z.number(),
  escalationLevel: z.number().optional(),
  timeline: z.array(eventSchema),
});
export type SeenComplaint = z.output<typeof complaintSchema>;

export const mailsSchema = z.array(
  z.object({ to: z.array(z.string()), subject: z.string(), messageId: z.string() }),
);
export type SeenMail = z.output<typeof mailsSchema>[number];

const names = z.record(z.string(), z.string());
export const citySchema = z.object({ code: z.string(), name: z.string(), timeZone: z.string() });
export const namedSchema = z.object({ items: z.array(z.object({ code: z.string(), names })) });
export const problemSchema = z.object({ title: z.string(), detail: z.string() });
