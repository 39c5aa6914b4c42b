-- Grants on keys. A row never changes.

CREATE TABLE key_grant (
    account         TEXT NOT NULL,
    region          TEXT NOT NULL,
    key_id          TEXT NOT NULL,
    id              TEXT NOT NULL,
    name            TEXT NOT NULL,
    created         INTEGER NOT NULL,
    issuing_account TEXT NOT NULL,
    grantee         TEXT NOT NULL,
    retiring        TEXT,
    operations      TEXT NOT NULL,
    context_subset  BLOB,
    context_equals  BLOB,
    source_arn      TEXT,
    expires         INTEGER,
    PRIMARY KEY (account, region, key_id, id),
    FOREIGN KEY (account, region, key_id) REFERENCES kms_key (account, region, id)
);

CREATE INDEX key_grant_held ON key_grant (account, region, key_id, grantee, id);
CREATE INDEX key_grant_retirable ON key_grant (retiring, region, account, key_id, id) WHERE retiring IS NOT NULL;
CREATE INDEX key_grant_expiry ON key_grant (expires, region, key_id, id) WHERE expires IS NOT NULL;
CREATE INDEX key_grant_named ON key_grant (account, region, key_id, grantee, name) WHERE name <> '';

-- How many grants a key has: counting rows would make the creation of the n-th cost n.
CREATE TABLE grant_count (
    account TEXT NOT NULL,
    region  TEXT NOT NULL,
    key_id  TEXT NOT NULL,
    grants  INTEGER NOT NULL,
    PRIMARY KEY (account, region, key_id)
);
