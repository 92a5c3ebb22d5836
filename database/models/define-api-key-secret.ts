import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface ApiKeySecretModel extends Model<
  InferAttributes<ApiKeySecretModel>,
  InferCreationAttributes<ApiKeySecretModel>
> {
  id: string;
  keyId: string;
  prefix: string;
  hash: Buffer;
  createdAt: CreationOptional<Date>;
  endsAt: CreationOptional<Date | null>;
}

export function defineApiKeySecret(sequelize: Sequelize): ModelStatic<ApiKeySecretModel> {
  return sequelize.define<ApiKeySecretModel>(
    'apiKeySecret',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      keyId: DataTypes.UUID,
      prefix: DataTypes.TEXT,
      hash: DataTypes.BLOB,
      createdAt: DataTypes.DATE,
      endsAt: DataTypes.DATE,
    },
    { tableName: 'api_key_secrets' },
  );
}
