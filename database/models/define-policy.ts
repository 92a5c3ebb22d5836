import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { Policy } from '../../domain/policy';

export interface PolicyModel extends Model<
  InferAttributes<PolicyModel>,
  InferCreationAttributes<PolicyModel>
> {
  version: string;
  content: Policy;
  createdAt: CreationOptional<Date>;
}

export function definePolicy(sequelize: Sequelize): ModelStatic<PolicyModel> {
  return sequelize.define<PolicyModel>(
    'policy',
    {
      version: { type: DataTypes.TEXT, primaryKey: true },
      content: DataTypes.JSONB,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'policies' },
  );
}
