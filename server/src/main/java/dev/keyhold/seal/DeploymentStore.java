package dev.keyhold.seal;

import java.util.List;
import java.util.Optional;

/// Reads and creates what a deployment is. Threads: used at start only, by one thread.
public interface DeploymentStore {

    /// The deployment, or empty in a fresh store.
    Optional<Deployment> deployment();

    /// Makes a fresh store this deployment, durably and in one transaction.
    ///
    /// @throws IllegalStateException if the store is a deployment already
    void create(Deployment deployment, DomainKeyRow firstDomainKey);

    /// All domain keys by id.
    List<DomainKeyRow> domainKeys();
}
