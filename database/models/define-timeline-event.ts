import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { TimelineActor } from '../../domain/actor';
import type { EventType, Fact } from '../../domain/timeline';

export interface TimelineEventModel extends Model<
  InferAttributes<TimelineEventModel>,
  InferCreationAttributes<TimelineEventModel>
> {
  complaintId: string;
  sequence: number;
  type: EventType;
  at: Date;
  dueAt: Date | null;
  actorKind: TimelineActor['kind'];
  actorAgency: string | null;
  actorRef: string | null;
  data: Fact['data'];
  inputId: string | null;
  requestId: string | null;
  recordedAt: CreationOptional<Date>;
}

export function defineTimelineEvent(sequelize: Sequelize): ModelStatic<TimelineEventModel> {
  return sequelize.define<TimelineEventModel>(
    'timelineEvent',
    {
      complaintId: { type: DataTypes.UUID, primaryKey: true },
      sequence: { type: DataTypes.INTEGER, primaryKey: true },
      type: DataTypes.TEXT,
      at: DataTypes.DATE,
      dueAt: DataTypes.DATE,
      actorKind: DataTypes.TEXT,
      actorAgency: DataTypes.TEXT,
      actorRef: DataTypes.TEXT,
      data: DataTypes.JSONB,
      inputId: DataTypes.UUID,
      requestId: DataTypes.TEXT,
      recordedAt: DataTypes.DATE,
    },
    { tableName: 'timeline_events' },
  );
}
