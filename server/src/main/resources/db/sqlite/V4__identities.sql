-- Users, groups and roles are identities that carry policies; managed policies are shared by them. What others refer to
-- is the id, which is never given again. 'managed', 'member_of' and 'boundary' are what counts; iam_carrier and iam_member
-- repeat them so that they are found from the other end.

CREATE TABLE iam_identity (
    account     TEXT NOT NULL,
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    name        TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    path        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    created     INTEGER NOT NULL,
    policies    BLOB NOT NULL,
    managed     BLOB NOT NULL,
    boundary    TEXT,
    member_of   BLOB NOT NULL,
    tags        BLOB NOT NULL,
    trust       BLOB,
    description BLOB,
    max_session INTEGER,
    PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX iam_identity_name ON iam_identity (account, kind, folded_name);
CREATE UNIQUE INDEX iam_identity_id ON iam_identity (id);

CREATE TABLE iam_member (
    account  TEXT NOT NULL,
    group_id TEXT NOT NULL,
    user_id  TEXT NOT NULL,
    PRIMARY KEY (account, group_id, user_id),
    FOREIGN KEY (account, group_id) REFERENCES iam_identity (account, id),
    FOREIGN KEY (account, user_id) REFERENCES iam_identity (account, id)
);

CREATE INDEX iam_member_of_user ON iam_member (account, user_id);

CREATE TABLE iam_carrier (
    account     TEXT NOT NULL,
    policy_arn  TEXT NOT NULL,
    identity    TEXT NOT NULL,
    as_boundary INTEGER NOT NULL,
    PRIMARY KEY (account, policy_arn, as_boundary, identity),
    FOREIGN KEY (account, identity) REFERENCES iam_identity (account, id)
);

CREATE INDEX iam_carrier_of_identity ON iam_carrier (account, identity);

CREATE TABLE iam_policy (
    account         TEXT NOT NULL,
    id              TEXT NOT NULL,
    name            TEXT NOT NULL,
    folded_name     TEXT NOT NULL,
    path            TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created         INTEGER NOT NULL,
    updated         INTEGER NOT NULL,
    description     BLOB NOT NULL,
    default_version INTEGER NOT NULL,
    latest_version  INTEGER NOT NULL,
    tags            BLOB NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX iam_policy_name ON iam_policy (account, folded_name);
CREATE UNIQUE INDEX iam_policy_id ON iam_policy (id);

CREATE TABLE iam_policy_text (
    account   TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    number    INTEGER NOT NULL,
    created   INTEGER NOT NULL,
    document  BLOB NOT NULL,
    PRIMARY KEY (account, policy_id, number),
    FOREIGN KEY (account, policy_id) REFERENCES iam_policy (account, id)
);

INSERT INTO iam_identity (account, kind, id, name, folded_name, path, version, created, policies, managed, member_of,
    tags)
SELECT account, 'user', id, name, folded_name, '/', version, created, policies, x'', x'', x'' FROM iam_user;

CREATE TABLE credential (
    account        TEXT NOT NULL,
    id             TEXT NOT NULL,
    user_id        TEXT,
    wrapped_secret BLOB NOT NULL,
    active         INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    created        INTEGER NOT NULL,
    PRIMARY KEY (account, id),
    FOREIGN KEY (account, user_id) REFERENCES iam_identity (account, id)
);

INSERT INTO credential (account, id, user_id, wrapped_secret, active, version, created)
SELECT access_key.account, access_key.id, iam_user.id, wrapped_secret, active, access_key.version, access_key.created
FROM access_key LEFT JOIN iam_user ON iam_user.account = access_key.account AND iam_user.name = access_key.user_name;

DROP TABLE access_key;
DROP TABLE iam_user;

ALTER TABLE credential RENAME TO access_key;
CREATE UNIQUE INDEX access_key_id ON access_key (id);
CREATE INDEX access_key_of_user ON access_key (account, user_id);
