-- The life of a key: rotations by schedule, and deletion after a waiting period. 'due' is when the schedule has
-- something to do with the key; it is null while there is nothing.

ALTER TABLE kms_key ADD COLUMN deletion BIGINT;
ALTER TABLE kms_key ADD COLUMN rotations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kms_key ADD COLUMN rotation_period INTEGER;
ALTER TABLE kms_key ADD COLUMN next_rotation BIGINT;
ALTER TABLE kms_key ADD COLUMN due BIGINT;

UPDATE kms_key SET rotations = on_demand_rotations;

CREATE INDEX kms_key_due ON kms_key (due, region, id) WHERE due IS NOT NULL;

-- How many keys an account has in a region: counting rows would make the creation of the n-th key cost n.
CREATE TABLE key_count (
    account TEXT COLLATE "C" NOT NULL,
    region  TEXT COLLATE "C" NOT NULL,
    keys    BIGINT NOT NULL,
    PRIMARY KEY (account, region)
);

INSERT INTO key_count (account, region, keys) SELECT account, region, count(*) FROM kms_key GROUP BY account, region;
