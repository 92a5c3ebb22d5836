import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface IdempotencyKeyModel extends Model<
  InferAttributes<IdempotencyKeyModel>,
  InferCreationAttributes<IdempotencyKeyModel>
> {
  scope: string;
  key: string;
  bodyHash: Buffer;
  complaintId: string | null;
  createdAt: CreationOptional<Date>;
}

export function defineIdempotencyKey(sequelize: Sequelize): ModelStatic<IdempotencyKeyModel> {
  return sequelize.define<IdempotencyKeyModel>(
    'idempotencyKey',
    {
      scope: { type: DataTypes.TEXT, primaryKey: true },
      key: { type: DataTypes.TEXT, primaryKey: true },
      bodyHash: DataTypes.BLOB,
      complaintId: DataTypes.UUID,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'idempotency_keys' },
  );
}
