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

export interface StaffModel extends Model<InferAttributes<StaffModel>, InferCreationAttributes<StaffModel>> {
  id: string;
  name: string;
  email: string;
  role: Exclude<Role, 'application'>;
  agency: string | null;
  language: string;
  createdAt: CreationOptional<Date>;
  lastSignedInAt: CreationOptional<Date | null>;
  deactivatedAt: CreationOptional<Date | null>;
}

export function defineStaff(sequelize: Sequelize): ModelStatic<StaffModel> {
  return sequelize.define<StaffModel>(
    'staff',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      name: DataTypes.TEXT,
      email: DataTypes.TEXT,
      role: DataTypes.TEXT,
      agency: DataTypes.TEXT,
      language: DataTypes.TEXT,
      createdAt: DataTypes.DATE,
      lastSignedInAt: DataTypes.DATE,
      deactivatedAt: DataTypes.DATE,
    },
    { tableName: 'staff' },
  );
}
