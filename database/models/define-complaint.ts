import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { EscalationLevel } from '../../domain/policy';
import type { Outcome, Status } from '../../domain/statuses';

export interface ComplaintModel extends Model<
  InferAttributes<ComplaintModel>,
  InferCreationAttributes<ComplaintModel>
> {
  id: string;
  trackingCode: string;
  description: string;
  latitude: number;
  longitude: number;
  address: string | null;
  district: string;
  /** Code, as precise as the place: shown only where that is. Null without a place, and of older complaints. */
  village: CreationOptional<string | null>;
  approximate: boolean;
  anonymous: boolean;
  confidential: boolean;
  channel: string;
  /** Its number in the application that filed it. */
  externalReference: CreationOptional<string | null>;
  sequence: number;
  status: Status;
  outcome: Outcome | null;
  category: string;
  agency: string;
  policyVersion: string;
  filedBy: string | null;
  receivedAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
  rejectedAt: Date | null;
  closedAt: Date | null;
  /** Sequence of the event that is the standing answer. */
  answerSequence: CreationOptional<number | null>;
  /** When its reporter was told of that answer. */
  toldAt: CreationOptional<Date | null>;
  /** Since when it is known that nothing can tell them. */
  unreachedAt: CreationOptional<Date | null>;
  cycle: number;
  targetHours: number;
  acknowledgeBy: Date | null;
  resolveBy: Date;
  nextDueBy: Date | null;
  escalationLevel: EscalationLevel;
  decisionPending: boolean;
  assignment: number;
  published: boolean;
  mergedInto: string | null;
  absorbed: string[];
  absorbedLeft: CreationOptional<string[]>;
  questionAskedAt: CreationOptional<Date | null>;
  officer: CreationOptional<string | null>;
  takenOver: CreationOptional<boolean>;
  reporterLeftAt: CreationOptional<Date | null>;
  hiddenAt: CreationOptional<Date | null>;
  workflowStartedAt: CreationOptional<Date | null>;
  startClaimedUntil: CreationOptional<Date | null>;
  /** Milliseconds; the driver returns bigint as a string. */
  clockOffset: CreationOptional<string>;
  recordedAt: CreationOptional<Date>;
}

export function defineComplaint(sequelize: Sequelize): ModelStatic<ComplaintModel> {
  return sequelize.define<ComplaintModel>(
    'complaint',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      trackingCode: DataTypes.TEXT,
      description: DataTypes.TEXT,
      latitude: DataTypes.DOUBLE,
      longitude: DataTypes.DOUBLE,
      address: DataTypes.TEXT,
      district: DataTypes.TEXT,
      village: DataTypes.TEXT,
      approximate: DataTypes.BOOLEAN,
      anonymous: DataTypes.BOOLEAN,
      confidential: DataTypes.BOOLEAN,
      channel: DataTypes.TEXT,
      externalReference: DataTypes.TEXT,
      sequence: DataTypes.INTEGER,
      status: DataTypes.TEXT,
      outcome: DataTypes.TEXT,
      category: DataTypes.TEXT,
      agency: DataTypes.TEXT,
      policyVersion: DataTypes.TEXT,
      filedBy: DataTypes.UUID,
      receivedAt: DataTypes.DATE,
      acknowledgedAt: DataTypes.DATE,
      resolvedAt: DataTypes.DATE,
      rejectedAt: DataTypes.DATE,
      closedAt: DataTypes.DATE,
      answerSequence: DataTypes.INTEGER,
      toldAt: DataTypes.DATE,
      unreachedAt: DataTypes.DATE,
      cycle: DataTypes.INTEGER,
      targetHours: DataTypes.INTEGER,
      acknowledgeBy: DataTypes.DATE,
      resolveBy: DataTypes.DATE,
      nextDueBy: DataTypes.DATE,
      escalationLevel: DataTypes.SMALLINT,
      decisionPending: DataTypes.BOOLEAN,
      assignment: DataTypes.INTEGER,
      published: DataTypes.BOOLEAN,
      mergedInto: DataTypes.UUID,
      absorbed: DataTypes.ARRAY(DataTypes.UUID),
      absorbedLeft: DataTypes.ARRAY(DataTypes.UUID),
      questionAskedAt: DataTypes.DATE,
      officer: DataTypes.UUID,
      takenOver: DataTypes.BOOLEAN,
      reporterLeftAt: DataTypes.DATE,
      hiddenAt: DataTypes.DATE,
      workflowStartedAt: DataTypes.DATE,
      startClaimedUntil: DataTypes.DATE,
      clockOffset: DataTypes.BIGINT,
      recordedAt: DataTypes.DATE,
    },
    { tableName: 'complaints' },
  );
}
