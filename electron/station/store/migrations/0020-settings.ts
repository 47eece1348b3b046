/**
 * The site file's own history, and what is being changed of it. `site` is JSON text without secrets; `apart` lists the
 * secrets and files that were saved with it, by name. A version is never changed, but for why it `failed`: the station did
 * not come up with it and went back. The one draft: `site` null is what runs; `sealed` names the file that holds its
 * secrets (settings/draft.ts).
 */
export const settings = `
CREATE TABLE site_version (
  no      INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  who     TEXT,
  because TEXT NOT NULL,
  site    TEXT NOT NULL,
  sha256  TEXT NOT NULL,
  apart   TEXT NOT NULL,
  failed  TEXT
) STRICT;
CREATE TRIGGER site_version_is_kept BEFORE DELETE ON site_version BEGIN
  SELECT RAISE(ABORT, 'versions are never deleted');
END;
CREATE TRIGGER site_version_is_never_changed BEFORE UPDATE OF no, at, who, because, site, sha256, apart ON site_version BEGIN
  SELECT RAISE(ABORT, 'versions are never changed');
END;

CREATE TABLE site_draft (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  site     TEXT,
  sealed   TEXT,
  at       INTEGER,
  who      TEXT
) STRICT;
INSERT INTO site_draft (id, revision) VALUES (1, 0);
`;
