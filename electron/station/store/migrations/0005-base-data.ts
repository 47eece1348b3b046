/** Ids that the platform of DB4403/T gave to pictures it took (table 33), by what they show and what is in them. */
export const baseData = `
CREATE TABLE db4403_picture (
  biz_type INTEGER NOT NULL,
  sha256   TEXT NOT NULL,
  id       TEXT NOT NULL,
  PRIMARY KEY (biz_type, sha256)
) WITHOUT ROWID, STRICT;
`;
