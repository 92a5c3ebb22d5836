import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface ReporterModel extends Model<
  InferAttributes<ReporterModel>,
  InferCreationAttributes<ReporterModel>
> {
  complaintId: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  language: string;
  /** Of the browser or device; see `deviceHash`. */
  deviceHash: CreationOptional<Buffer | null>;
  /** Of the address and the browser or device that gave it; see `knownBy`. */
  knownBy: CreationOptional<Buffer | null>;
  emailConfirmedAt: CreationOptional<Date | null>;
  mailsStoppedAt: CreationOptional<Date | null>;
  tokenGeneration: CreationOptional<number>;
  erasedAt: CreationOptional<Date | null>;
}

export function defineReporter(sequelize: Sequelize): ModelStatic<ReporterModel> {
  return sequelize.define<ReporterModel>(
    'reporter',
    {
      complaintId: { type: DataTypes.UUID, primaryKey: true },
      name: DataTypes.TEXT,
      email: DataTypes.TEXT,
      phone: DataTypes.TEXT,
      language: DataTypes.TEXT,
      deviceHash: DataTypes.BLOB,
      knownBy: DataTypes.BLOB,
      emailConfirmedAt: DataTypes.DATE,
      mailsStoppedAt: DataTypes.DATE,
      tokenGeneration: DataTypes.INTEGER,
      erasedAt: DataTypes.DATE,
    },
    { tableName: 'reporters' },
  );
}
