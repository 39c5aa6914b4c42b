-- Users, groups and roles are identities that carry policies; managed policies are shared by them. What others refer to
-- is the id, which is never given again. 'managed', 'member_of' and 'boundary' are what counts; iam_carrier and iam_member
-- repeat them so that they are found from the other end.

CREATE TABLE iam_identity (
    account     TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    id          TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    path        TEXT COLLATE "C" NOT NULL,
    version     BIGINT NOT NULL,
    created     BIGINT NOT NULL,
    policies    BYTEA NOT NULL,
    managed     BYTEA NOT NULL,
    boundary    TEXT COLLATE "C",
    member_of   BYTEA NOT NULL,
    tags        BYTEA NOT NULL,
    trust       BYTEA,
    description BYTEA,
    max_session INTEGER,
    PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX iam_identity_name ON iam_identity (account, kind, folded_name);
CREATE UNIQUE INDEX iam_identity_id ON iam_identity (id);

CREATE TABLE iam_member (
    account  TEXT COLLATE "C" NOT NULL,
    group_id TEXT COLLATE "C" NOT NULL,
    user_id  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, group_id, user_id),
    FOREIGN KEY (account, group_id) REFERENCES iam_identity (account, id),
    FOREIGN KEY (account, user_id) REFERENCES iam_identity (account, id)
);

CREATE INDEX iam_member_of_user ON iam_member (account, user_id);

CREATE TABLE iam_carrier (
    account     TEXT COLLATE "C" NOT NULL,
    policy_arn  TEXT COLLATE "C" NOT NULL,
    identity    TEXT COLLATE "C" NOT NULL,
    as_boundary BOOLEAN NOT NULL,
    PRIMARY KEY (account, policy_arn, as_boundary, identity),
    FOREIGN KEY (account, identity) REFERENCES iam_identity (account, id)
);

CREATE INDEX iam_carrier_of_identity ON iam_carrier (account, identity);

CREATE TABLE iam_policy (
    account         TEXT COLLATE "C" NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    folded_name     TEXT COLLATE "C" NOT NULL,
    path            TEXT COLLATE "C" NOT NULL,
    version         BIGINT NOT NULL,
    created         BIGINT NOT NULL,
    updated         BIGINT NOT NULL,
    description     BYTEA NOT NULL,
    default_version INTEGER NOT NULL,
    latest_version  INTEGER NOT NULL,
    tags            BYTEA NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX iam_policy_name ON iam_policy (account, folded_name);
CREATE UNIQUE INDEX iam_policy_id ON iam_policy (id);

CREATE TABLE iam_policy_text (
    account   TEXT COLLATE "C" NOT NULL,
    policy_id TEXT COLLATE "C" NOT NULL,
    number    INTEGER NOT NULL,
    created   BIGINT NOT NULL,
    document  BYTEA NOT NULL,
    PRIMARY KEY (account, policy_id, number),
    FOREIGN KEY (account, policy_id) REFERENCES iam_policy (account, id)
);

INSERT INTO iam_identity (account, kind, id, name, folded_name, path, version, created, policies, managed, member_of,
    tags)
SELECT account, 'user', id, name, folded_name, '/', version, created, policies, ''::bytea, ''::bytea, ''::bytea FROM iam_user;

CREATE TABLE credential (
    account        TEXT COLLATE "C" NOT NULL,
    id             TEXT COLLATE "C" NOT NULL,
    user_id        TEXT COLLATE "C",
    wrapped_secret BYTEA NOT NULL,
    active         BOOLEAN NOT NULL,
    version        BIGINT NOT NULL,
    created        BIGINT NOT NULL,
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
