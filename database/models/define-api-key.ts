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
import type { KeyScope } from '../../domain/key-scopes';

export interface ApiKeyModel extends Model<
  InferAttributes<ApiKeyModel>,
  InferCreationAttributes<ApiKeyModel>
> {
  id: string;
  role: Role;
  agency: string | null;
  label: string;
  scopes: CreationOptional<KeyScope[]>;
  channel: CreationOptional<string | null>;
  createdAt: CreationOptional<Date>;
  lastUsedAt: CreationOptional<Date | null>;
  expiresAt: CreationOptional<Date | null>;
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
      scopes: DataTypes.ARRAY(DataTypes.TEXT),
      channel: DataTypes.TEXT,
      createdAt: DataTypes.DATE,
      lastUsedAt: DataTypes.DATE,
      expiresAt: DataTypes.DATE,
      revokedAt: DataTypes.DATE,
    },
    { tableName: 'api_keys' },
  );
}
