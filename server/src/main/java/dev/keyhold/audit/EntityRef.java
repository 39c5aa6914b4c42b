package dev.keyhold.audit;

/// Names one row of state that a decision can depend on: a key, an alias, a user, an access key.
///
/// A decision is a pure function of the request and of the entities that it read. It therefore holds for as long as
/// none of them has changed, which is what [Epochs] answers.
///
/// @param name unique over the deployment, built by the feature that owns the entity, for example
///   `key/us-east-1/1234abcd-…` or `access-key/AKIA…`; stored in the `epoch_change` table
public record EntityRef(String name) {}
