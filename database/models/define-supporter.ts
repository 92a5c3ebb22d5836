import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface SupporterModel extends Model<
  InferAttributes<SupporterModel>,
  InferCreationAttributes<SupporterModel>
> {
  id: string;
  complaintId: string;
  email: string | null;
  language: string;
  /** Of the browser or device; see `deviceHash`. */
  deviceHash: CreationOptional<Buffer | null>;
  /** Of the address and the browser or device that gave it; see `knownBy`. */
  knownBy: CreationOptional<Buffer | null>;
  emailConfirmedAt: CreationOptional<Date | null>;
  mailsStoppedAt: CreationOptional<Date | null>;
  createdAt: CreationOptional<Date>;
}

export function defineSupporter(sequelize: Sequelize): ModelStatic<SupporterModel> {
  return sequelize.define<SupporterModel>(
    'supporter',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      complaintId: DataTypes.UUID,
      email: DataTypes.TEXT,
      language: DataTypes.TEXT,
      deviceHash: DataTypes.BLOB,
      knownBy: DataTypes.BLOB,
      emailConfirmedAt: DataTypes.DATE,
      mailsStoppedAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'supporters' },
  );
}
