import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface SessionModel extends Model<
  InferAttributes<SessionModel>,
  InferCreationAttributes<SessionModel>
> {
  id: string;
  staffId: string;
  hash: Buffer;
  device: string | null;
  openedAt: CreationOptional<Date>;
  lastSeenAt: CreationOptional<Date>;
}

export function defineSession(sequelize: Sequelize): ModelStatic<SessionModel> {
  return sequelize.define<SessionModel>(
    'session',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      staffId: DataTypes.UUID,
      hash: DataTypes.BLOB,
      device: DataTypes.TEXT,
      openedAt: DataTypes.DATE,
      lastSeenAt: DataTypes.DATE,
    },
    { tableName: 'sessions' },
  );
}
