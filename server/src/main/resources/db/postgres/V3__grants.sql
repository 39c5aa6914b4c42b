-- Grants on keys. A row never changes.

CREATE TABLE key_grant (
    account         TEXT COLLATE "C" NOT NULL,
    region          TEXT COLLATE "C" NOT NULL,
    key_id          TEXT COLLATE "C" NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    created         BIGINT NOT NULL,
    issuing_account TEXT COLLATE "C" NOT NULL,
    grantee         TEXT COLLATE "C" NOT NULL,
    retiring        TEXT COLLATE "C",
    operations      TEXT COLLATE "C" NOT NULL,
    context_subset  BYTEA,
    context_equals  BYTEA,
    source_arn      TEXT COLLATE "C",
    expires         BIGINT,
    PRIMARY KEY (account, region, key_id, id),
    FOREIGN KEY (account, region, key_id) REFERENCES kms_key (account, region, id)
);

CREATE INDEX key_grant_held ON key_grant (account, region, key_id, grantee, id);
CREATE INDEX key_grant_retirable ON key_grant (retiring, region, account, key_id, id) WHERE retiring IS NOT NULL;
CREATE INDEX key_grant_expiry ON key_grant (expires, region, key_id, id) WHERE expires IS NOT NULL;
CREATE INDEX key_grant_named ON key_grant (account, region, key_id, grantee, name) WHERE name <> '';

-- How many grants a key has: counting rows would make the creation of the n-th cost n.
CREATE TABLE grant_count (
    account TEXT COLLATE "C" NOT NULL,
    region  TEXT COLLATE "C" NOT NULL,
    key_id  TEXT COLLATE "C" NOT NULL,
    grants  BIGINT NOT NULL,
    PRIMARY KEY (account, region, key_id)
);
