import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface DraftModel extends Model<InferAttributes<DraftModel>, InferCreationAttributes<DraftModel>> {
  id: string;
  tokenHash: Buffer;
  revision: CreationOptional<number>;
  description: CreationOptional<string | null>;
  category: CreationOptional<string | null>;
  noDanger: CreationOptional<boolean>;
  latitude: CreationOptional<number | null>;
  longitude: CreationOptional<number | null>;
  district: CreationOptional<string | null>;
  landmark: CreationOptional<string | null>;
  similarSeen: CreationOptional<boolean>;
  name: CreationOptional<string | null>;
  email: CreationOptional<string | null>;
  phone: CreationOptional<string | null>;
  anonymous: CreationOptional<boolean>;
  confidential: CreationOptional<boolean>;
  contactSeen: CreationOptional<boolean>;
  complaintId: CreationOptional<string | null>;
  createdAt: CreationOptional<Date>;
  expiresAt: CreationOptional<Date>;
}

export function defineDraft(sequelize: Sequelize): ModelStatic<DraftModel> {
  return sequelize.define<DraftModel>(
    'draft',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      tokenHash: DataTypes.BLOB,
      revision: DataTypes.INTEGER,
      description: DataTypes.TEXT,
      category: DataTypes.TEXT,
      noDanger: DataTypes.BOOLEAN,
      latitude: DataTypes.DOUBLE,
      longitude: DataTypes.DOUBLE,
      district: DataTypes.TEXT,
      landmark: DataTypes.TEXT,
      similarSeen: DataTypes.BOOLEAN,
      name: DataTypes.TEXT,
      email: DataTypes.TEXT,
      phone: DataTypes.TEXT,
      anonymous: DataTypes.BOOLEAN,
      confidential: DataTypes.BOOLEAN,
      contactSeen: DataTypes.BOOLEAN,
      complaintId: DataTypes.UUID,
      createdAt: DataTypes.DATE,
      expiresAt: DataTypes.DATE,
    },
    { tableName: 'drafts' },
  );
}
