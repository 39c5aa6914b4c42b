/// The writer's side of the log: what a node needs to append entries, to sign its tree and to publish it.
///
/// Every byte that this package writes is described in `docs/log-format.md`. It owns no storage, no clock and no key:
/// the caller brings the entries, persists what [dev.keyhold.transparency.TreeFrontier#encode] gives, and signs through
/// [dev.keyhold.transparency.NoteSigner]. It calls nothing but the JDK, and nothing in
/// `dev.keyhold.transparency.verify`: that package is a second implementation, which must not inherit a mistake made
/// here.
///
/// Start reading at [dev.keyhold.transparency.LogEntry] (what is in the tree), then
/// [dev.keyhold.transparency.TreeFrontier] (how it grows), [dev.keyhold.transparency.Checkpoint] (what is signed) and
/// [dev.keyhold.transparency.LogBundle] (what is published).
package dev.keyhold.transparency;
