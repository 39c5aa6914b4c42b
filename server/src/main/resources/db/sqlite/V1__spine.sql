-- The state of one deployment on SQLite. Times are nanoseconds since 1970-01-01T00:00Z. Free text (descriptions,
-- policies, tags) is kept as UTF-8 bytes, so that it comes back byte for byte whatever characters it has.

CREATE TABLE deployment (
    singleton   INTEGER PRIMARY KEY CHECK (singleton = 1),
    id          INTEGER NOT NULL,
    development INTEGER NOT NULL,
    created     INTEGER NOT NULL
);

CREATE TABLE domain_key (
    id      INTEGER PRIMARY KEY,
    wrapped BLOB    NOT NULL,
    created INTEGER NOT NULL
);

-- The authorisation epoch. What changed at epochs up to 'forgotten' is no longer in epoch_change.
CREATE TABLE epoch (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    current   INTEGER NOT NULL,
    forgotten INTEGER NOT NULL
);

INSERT INTO epoch (singleton, current, forgotten) VALUES (1, 0, 0);

CREATE TABLE epoch_change (
    epoch  INTEGER NOT NULL,
    entity TEXT    NOT NULL,
    PRIMARY KEY (epoch, entity)
) WITHOUT ROWID;

CREATE TABLE kms_key (
    account             TEXT    NOT NULL,
    region              TEXT    NOT NULL,
    id                  TEXT    NOT NULL,
    version             INTEGER NOT NULL,
    created             INTEGER NOT NULL,
    description         BLOB    NOT NULL,
    key_spec            TEXT    NOT NULL,
    key_usage           TEXT    NOT NULL,
    origin              TEXT    NOT NULL,
    state               TEXT    NOT NULL,
    policy              BLOB    NOT NULL,
    current_material    TEXT    NOT NULL,
    on_demand_rotations INTEGER NOT NULL,
    tags                BLOB    NOT NULL,
    PRIMARY KEY (account, region, id)
);

-- Key ids are unique over all accounts of a region, because a ciphertext names its key without the account.
CREATE UNIQUE INDEX kms_key_of_region ON kms_key (region, id);

CREATE TABLE key_material (
    account  TEXT    NOT NULL,
    region   TEXT    NOT NULL,
    key_id   TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    prefix   TEXT    NOT NULL,
    wrapped  BLOB    NOT NULL,
    created  INTEGER NOT NULL,
    rotation TEXT,
    PRIMARY KEY (account, region, key_id, sequence),
    FOREIGN KEY (account, region, key_id) REFERENCES kms_key (account, region, id)
);

-- A ciphertext carries the first 32 hex digits of the material id, so two materials of a key must differ there.
CREATE UNIQUE INDEX key_material_of_ciphertext ON key_material (region, key_id, prefix);

CREATE TABLE alias (
    account TEXT    NOT NULL,
    region  TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    target  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    PRIMARY KEY (account, region, name),
    FOREIGN KEY (account, region, target) REFERENCES kms_key (account, region, id)
);

CREATE INDEX alias_of_key ON alias (account, region, target, name);

CREATE TABLE iam_user (
    account     TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    folded_name TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    created     INTEGER NOT NULL,
    policies    BLOB    NOT NULL,
    PRIMARY KEY (account, name)
);

-- Names are unique without regard to case.
CREATE UNIQUE INDEX iam_user_folded ON iam_user (account, folded_name);
CREATE UNIQUE INDEX iam_user_id ON iam_user (id);

CREATE TABLE access_key (
    account        TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    user_name      TEXT,
    wrapped_secret BLOB    NOT NULL,
    active         INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    created        INTEGER NOT NULL,
    PRIMARY KEY (account, id),
    FOREIGN KEY (account, user_name) REFERENCES iam_user (account, name)
);

CREATE UNIQUE INDEX access_key_id ON access_key (id);
CREATE INDEX access_key_of_user ON access_key (account, user_name);

-- The nodes that keep a log here, each with its head; 'size' is null before the first commit.
CREATE TABLE log_node (
    number     INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 32767),
    name       TEXT NOT NULL UNIQUE,
    size       INTEGER,
    frontier   BLOB,
    checkpoint BLOB
);

-- The entries that are not yet in a bundle. The position is the node's number and the index in its log in one integer
-- (number * 2^48 + index): an integer primary key is SQLite's storage order itself, and a row that is appended in that
-- order costs a third of one under a composite key. There is deliberately no other index.
CREATE TABLE log_entry (
    position INTEGER PRIMARY KEY,
    envelope BLOB NOT NULL,
    salt     BLOB NOT NULL,
    record   BLOB NOT NULL
);
