import type { Sequelize } from 'sequelize';
import { defineActInput } from './define-act-input';
import { defineApiKey } from './define-api-key';
import { defineApiKeySecret } from './define-api-key-secret';
import { defineAuditEntry } from './define-audit-entry';
import { defineComplaint } from './define-complaint';
import { defineDraft } from './define-draft';
import { defineDraftPhoto } from './define-draft-photo';
import { defineIdempotencyKey } from './define-idempotency-key';
import { defineNotification } from './define-notification';
import { definePhoto } from './define-photo';
import { definePolicy } from './define-policy';
import { defineRating } from './define-rating';
import { defineReporter } from './define-reporter';
import { defineSession } from './define-session';
import { defineSignInRequest } from './define-sign-in-request';
import { defineStaff } from './define-staff';
import { defineSupporter } from './define-supporter';
import { defineTimelineEvent } from './define-timeline-event';

export type Models = ReturnType<typeof createModels>;

/** Models belong to their connection, so that two databases in one process share nothing. */
export function createModels(sequelize: Sequelize) {
  return {
    ActInput: defineActInput(sequelize),
    ApiKey: defineApiKey(sequelize),
    ApiKeySecret: defineApiKeySecret(sequelize),
    AuditEntry: defineAuditEntry(sequelize),
    Complaint: defineComplaint(sequelize),
    Draft: defineDraft(sequelize),
    DraftPhoto: defineDraftPhoto(sequelize),
    IdempotencyKey: defineIdempotencyKey(sequelize),
    Notification: defineNotification(sequelize),
    Photo: definePhoto(sequelize),
    Policy: definePolicy(sequelize),
    Rating: defineRating(sequelize),
    Reporter: defineReporter(sequelize),
    Session: defineSession(sequelize),
    SignInRequest: defineSignInRequest(sequelize),
    Staff: defineStaff(sequelize),
    Supporter: defineSupporter(sequelize),
    TimelineEvent: defineTimelineEvent(sequelize),
  };
}
