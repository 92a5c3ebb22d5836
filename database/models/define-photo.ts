import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface PhotoModel extends Model<InferAttributes<PhotoModel>, InferCreationAttributes<PhotoModel>> {
  id: string;
  complaintId: string;
  inputId: string | null;
  position: number;
  width: number;
  height: number;
  bytes: number;
  onTheSpot: CreationOptional<boolean>;
  hiddenAt: CreationOptional<Date | null>;
  createdAt: CreationOptional<Date>;
}

export function definePhoto(sequelize: Sequelize): ModelStatic<PhotoModel> {
  return sequelize.define<PhotoModel>(
    'photo',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      complaintId: DataTypes.UUID,
      inputId: DataTypes.UUID,
      position: DataTypes.SMALLINT,
      width: DataTypes.INTEGER,
      height: DataTypes.INTEGER,
      bytes: DataTypes.INTEGER,
      onTheSpot: DataTypes.BOOLEAN,
      hiddenAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'photos' },
  );
}
