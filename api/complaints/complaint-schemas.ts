import { z } from 'zod';
import { STATUSES } from '../../domain/statuses';

const instant = z.iso.datetime({ offset: true });
const links = z.record(z.string(), z.url());

export const photoSchema = z
  .object({
    id: z.uuid(),
    width: z.int(),
    height: z.int(),
    onTheSpot: z.boolean().meta({
      description: 'Taken within 24 h before the complaint and within 500 m of its pin, by its own metadata.',
    }),
    hidden: z.boolean().optional(),
    links: z.object({ full: z.url(), thumbnail: z.url() }),
  })
  .meta({ id: 'Photo' });

export const timelineEventSchema = z
  .object({
    sequence: z.int().meta({
      description:
        'Its place on the timeline. For staff and applications the number that its events in the feed have, with gaps where something is not for you; for everybody else from 1 without gaps.',
    }),
    type: z.string(),
    at: instant,
    dueAt: instant.optional(),
    actor: z.object({ kind: z.string(), agency: z.string().optional() }).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'TimelineEvent' });

const shape = {
  id: z.uuid().optional().meta({ description: 'Withheld from the public where it is confidential' }),
  trackingCode: z.string(),
  status: z.enum(STATUSES),
  outcome: z.enum(['resolved', 'rejected']).optional(),
  category: z.string(),
  agency: z.string().optional(),
  description: z.string().nullable(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      address: z.string().nullable(),
      village: z
        .string()
        .nullable()
        .meta({
          description:
            'Code of the village that the place lies in, by its border: for people to find it, not to route by. ' +
            'Null if only the district is known, if the city gives no villages, and for older complaints.',
        }),
      approximate: z.boolean(),
    })
    .nullable(),
  district: z.string(),
  photos: z.array(photoSchema),
  photographedOnTheSpot: z
    .boolean()
    .optional()
    .meta({ description: 'Whether one of the photos shown was taken on the spot.' }),
  anonymous: z.boolean().optional(),
  confidential: z.boolean(),
  published: z.boolean(),
  hidden: z.boolean().optional(),
  channel: z.string().optional().meta({
    description:
      'The channel it was filed through: `web`, `api` or the name of an application; not for the public',
  }),
  externalReference: z
    .string()
    .optional()
    .meta({ description: 'Its number in the application that filed it; not for the public' }),
  reporter: z
    .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() })
    .optional(),
  receivedAt: instant.meta({
    description:
      'Of a confidential complaint the public is told the day of whatever happened, as its first second',
  }),
  targetHours: z.int(),
  acknowledgeBy: instant.nullable(),
  resolveBy: instant.nullable(),
  escalationLevel: z.int().optional(),
  cycle: z.int().optional(),
  overdue: z.boolean().optional(),
  decisionPending: z.boolean().optional(),
  takenOver: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the command centre works it in its agency’s place' }),
  reporterLeftAt: instant.optional().meta({
    description: 'When its reporter withdrew it and others had the problem, too: it goes on for them',
  }),
  acknowledgedAt: instant.optional(),
  resolvedAt: instant.optional(),
  rejectedAt: instant.optional(),
  closedAt: instant.optional(),
  mergedInto: z.string().optional(),
  supporters: z.int().optional(),
  policyVersion: z.string().optional(),
  officer: z.uuid().nullable().optional().meta({ description: 'Member of staff who has it; for staff' }),
  question: z
    .object({
      askedAt: instant,
      text: z.string().nullable().optional().meta({ description: 'Left out in lists' }),
    })
    .nullable()
    .optional()
    .meta({ description: 'What the reporter is asked and has not answered; for them and for staff' }),
  links,
};

export const complaintSummarySchema = z.object(shape).meta({
  id: 'ComplaintSummary',
  description: 'A complaint in a list. What is withheld from you is null or absent.',
});

export const complaintSchema = z
  .object({ ...shape, timeline: z.array(timelineEventSchema) })
  .meta({ id: 'Complaint', description: 'A complaint. What is withheld from you is null or absent.' });

export type ComplaintView = z.input<typeof complaintSchema>;
export type ComplaintSummaryView = z.input<typeof complaintSummarySchema>;
export type TimelineEventView = z.input<typeof timelineEventSchema>;
export type PhotoView = z.input<typeof photoSchema>;
