-- Whether a photo was taken where and when its complaint says: the verdict alone. Where and when that was is not kept.
ALTER TABLE photos ADD COLUMN on_the_spot boolean NOT NULL DEFAULT false;
