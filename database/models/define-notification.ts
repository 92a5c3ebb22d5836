import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { NotificationKind } from '../../domain/notification-kinds';
import type { OccasionalKind } from '../../mail/occasions/occasional-kinds';

export interface NotificationModel extends Model<
  InferAttributes<NotificationModel>,
  InferCreationAttributes<NotificationModel>
> {
  id: string;
  /** Null for a mail about no complaint, like sequence and assignment. */
  complaintId: string | null;
  sequence: number | null;
  kind: NotificationKind | OccasionalKind;
  recipient: string;
  assignment: number | null;
  /** What a mail about no complaint is about. */
  occasion: CreationOptional<string | null>;
  state: CreationOptional<'pending' | 'sent' | 'failed' | 'suppressed'>;
  attempts: CreationOptional<number>;
  nextAttemptAt: CreationOptional<Date>;
  leasedUntil: CreationOptional<Date | null>;
  lease: CreationOptional<string | null>;
  lastError: CreationOptional<string | null>;
  dueAt: Date;
  createdAt: CreationOptional<Date>;
  sentAt: CreationOptional<Date | null>;
}

export function defineNotification(sequelize: Sequelize): ModelStatic<NotificationModel> {
  return sequelize.define<NotificationModel>(
    'notification',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      complaintId: DataTypes.UUID,
      sequence: DataTypes.INTEGER,
      kind: DataTypes.TEXT,
      recipient: DataTypes.TEXT,
      assignment: DataTypes.INTEGER,
      occasion: DataTypes.TEXT,
      state: DataTypes.TEXT,
      attempts: DataTypes.INTEGER,
      nextAttemptAt: DataTypes.DATE,
      leasedUntil: DataTypes.DATE,
      lease: DataTypes.UUID,
      lastError: DataTypes.TEXT,
      dueAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
      sentAt: DataTypes.DATE,
    },
    { tableName: 'notifications' },
  );
}
