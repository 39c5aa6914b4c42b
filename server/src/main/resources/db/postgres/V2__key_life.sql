-- The life of a key: rotations by schedule, and deletion after a waiting period. 'due' is when the schedule has
-- something to do with the key; it is null while there is nothing.

ALTER TABLE kms_key ADD COLUMN deletion BIGINT;
ALTER TABLE kms_key ADD COLUMN rotations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kms_key ADD COLUMN rotation_period INTEGER;
ALTER TABLE kms_key ADD COLUMN next_rotation BIGINT;
ALTER TABLE kms_key ADD COLUMN due BIGINT;

UPDATE kms_key SET rotations = on_demand_rotations;

CREATE INDEX kms_key_due ON kms_key (due, region, id) WHERE due IS NOT NULL;
