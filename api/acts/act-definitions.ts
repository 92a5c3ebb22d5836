import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { AskedActName } from '../../domain/act-rules';
import { REJECT_REASONS, REOPEN_REASONS, type Act } from '../../domain/acts';
import { codeInUse } from '../http/city-schemas';
import { line, optional, text } from '../http/text-schemas';
import { cityExamples, EXAMPLE_IDS } from '../documentation/example-values';

/**
 * An act as requested: its text is kept apart, a merge still names its target by tracking code, and a telling its
 * answer by the answer's instant.
 */
export interface ActDraft {
  act: Act;
  text: string | null;
}

interface ActDefinition {
  summary: string;
  example: Readonly<Record<string, unknown>>;
  body: z.ZodType<ActDraft>;
  /** Whether photos may come along. */
  photos?: boolean;
}

const WORDS = { max: 4000 };

/** The body of each act, split into the act for the engine and the text that stays in PostgreSQL. */
export function actDefinitions(city: CityPack): Record<AskedActName, ActDefinition> {
  const { otherAgency } = cityExamples(city);
  return {
    acknowledge: {
      summary: 'Say that the agency has seen it',
      example: {},
      body: wordless({ act: 'acknowledge' }),
    },
    start: {
      summary: 'Say that work has begun',
      example: {},
      body: wordless({ act: 'start' }),
    },
    resolve: {
      summary: 'Say that it is done, and how',
      example: { note: 'Lubang sudah ditambal.' },
      photos: true,
      body: z.strictObject({ note: text(WORDS) }).transform(({ note }) => draft({ act: 'resolve' }, note)),
    },
    reject: {
      summary: 'Refuse it, for a reason from the list',
      example: { reason: 'already_handled', note: 'Sudah ditambal kemarin.' },
      body: z
        .strictObject({ reason: z.enum(REJECT_REASONS), note: optional(text(WORDS)) })
        .transform(({ reason, note }) => draft({ act: 'reject', reason }, note)),
    },
    reassign: {
      summary: 'Hand it to the agency that it belongs to',
      example: { agency: otherAgency, reason: 'Bukan jalan kota.' },
      body: z
        .strictObject({
          agency: codeInUse(city, 'agencies'),
          reason: text(WORDS),
          category: codeInUse(city, 'categories').optional(),
        })
        .transform(({ reason, ...to }) => draft({ act: 'reassign', ...to }, reason)),
    },
    extend: {
      summary: 'Promise a later hour, once per cycle',
      example: { hours: 24, reason: 'Hujan lebat.' },
      body: z
        .strictObject({ hours: z.int().min(1).max(city.policy.extensionMaxHours), reason: text(WORDS) })
        .transform(({ hours, reason }) => draft({ act: 'extend', hours }, reason)),
    },
    notes: {
      summary: 'Write a note, among staff unless it is public',
      example: { text: 'Material tiba besok.', public: true },
      body: z
        .strictObject({ text: text(WORDS), public: z.boolean().default(false) })
        .transform((note) => draft({ act: 'notes', public: note.public }, note.text)),
    },
    merge: {
      summary: 'End it in an earlier complaint about the same',
      example: { into: EXAMPLE_IDS.earlierCode },
      body: z
        .strictObject({ into: line({ max: 300 }).meta({ description: 'Tracking code of the earlier one' }) })
        .transform(({ into }) => draft({ act: 'merge', into })),
    },
    ask: {
      summary: 'Ask the reporter, who answers in private',
      example: { question: 'Di sisi jalan yang mana?' },
      body: z
        .strictObject({ question: text(WORDS) })
        .transform(({ question }) => draft({ act: 'ask' }, question)),
    },
    assign: {
      summary: 'Give it to a colleague of the agency that has it, or to nobody',
      example: { officer: EXAMPLE_IDS.officer },
      body: z
        .strictObject({
          officer: z.uuid().toLowerCase().nullable().meta({ description: 'Id of a member of staff' }),
        })
        .transform(({ officer }) => draft({ act: 'assign', officer })),
    },
    nudge: {
      summary: 'Remind the agency, once an hour at most',
      example: { note: 'Tinggal dua jam.' },
      body: z
        .strictObject({ note: optional(text(WORDS)) })
        .transform(({ note }) => draft({ act: 'nudge' }, note)),
    },
    take_over: {
      summary: 'Work it in the agency’s place; a reassignment, also to the same agency, hands it back',
      example: { reason: 'Terlalu lama menunggu.' },
      body: z
        .strictObject({ reason: text(WORDS) })
        .transform(({ reason }) => draft({ act: 'take_over' }, reason)),
    },
    confirm: {
      summary: 'Agree with the answer',
      example: {},
      body: wordless({ act: 'confirm' }),
    },
    reopen: {
      summary: 'Object to the answer',
      example: { reason: 'partly', text: 'Baru sebagian yang ditambal.' },
      photos: true,
      body: z
        .strictObject({ reason: z.enum(REOPEN_REASONS), text: text(WORDS) })
        .transform((objection) => draft({ act: 'reopen', reason: objection.reason }, objection.text)),
    },
    tell: {
      summary: 'Say that the answer was shown to the reporter',
      example: { answeredAt: '2026-11-25T02:14:09.123Z' },
      body: z
        .strictObject({
          answeredAt: z.iso
            .datetime({ offset: true })
            .meta({ description: '`resolvedAt` or `rejectedAt` of the complaint as it was shown' }),
        })
        .transform(({ answeredAt }) => draft({ act: 'tell', by: 'page', answer: Date.parse(answeredAt) })),
    },
    withdraw: {
      summary: 'Take it back',
      example: {},
      body: wordless({ act: 'withdraw' }),
    },
    answer: {
      summary: 'Answer the question that is open, for staff to read',
      example: { text: 'Di sisi kiri, dekat gerbang.' },
      photos: true,
      body: z
        .strictObject({ text: text(WORDS) })
        .transform((answer) => draft({ act: 'answer' }, answer.text)),
    },
  };
}

function wordless(act: Act) {
  return z.strictObject({}).transform(() => draft(act));
}

function draft(act: Act, text: string | null = null): ActDraft {
  return { act, text };
}
