import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { ActName } from '../../domain/acts';

export interface ActInputModel extends Model<
  InferAttributes<ActInputModel>,
  InferCreationAttributes<ActInputModel>
> {
  id: string;
  complaintId: string;
  act: ActName;
  requestId: string;
  /** Null once its reporter was erased. */
  bodyHash: Buffer | null;
  text: string | null;
  /** The complaint whose reporter wrote it, which may have been merged into this one; null for staff. */
  reporterOf: string | null;
  /** Whether it is known to be on a timeline. */
  counts: CreationOptional<boolean>;
  createdAt: CreationOptional<Date>;
}

export function defineActInput(sequelize: Sequelize): ModelStatic<ActInputModel> {
  return sequelize.define<ActInputModel>(
    'actInput',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      complaintId: DataTypes.UUID,
      act: DataTypes.TEXT,
      requestId: DataTypes.TEXT,
      bodyHash: DataTypes.BLOB,
      text: DataTypes.TEXT,
      reporterOf: DataTypes.UUID,
      counts: DataTypes.BOOLEAN,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'act_inputs' },
  );
}
