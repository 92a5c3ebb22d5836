import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { Role } from '../../domain/actor';

export interface ApiKeyModel extends Model<
  InferAttributes<ApiKeyModel>,
  InferCreationAttributes<ApiKeyModel>
> {
  id: string;
  role: Role;
  agency: string | null;
  label: string;
  prefix: string;
  hash: Buffer;
  createdAt: CreationOptional<Date>;
  lastUsedAt: CreationOptional<Date | null>;
  revokedAt: CreationOptional<Date | null>;
}

export function defineApiKey(sequelize: Sequelize): ModelStatic<ApiKeyModel> {
  return sequelize.define<ApiKeyModel>(
    'apiKey',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      role: DataTypes.TEXT,
      agency: DataTypes.TEXT,
      label: DataTypes.TEXT,
      prefix: DataTypes.TEXT,
      hash: DataTypes.BLOB,
      createdAt: DataTypes.DATE,
      lastUsedAt: DataTypes.DATE,
      revokedAt: DataTypes.DATE,
    },
    { tableName: 'api_keys' },
  );
}
