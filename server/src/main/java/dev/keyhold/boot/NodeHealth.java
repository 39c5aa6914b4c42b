package dev.keyhold.boot;

import dev.keyhold.audit.Committer;
import dev.keyhold.http.Health;

/// A node is ready while it can put calls on record; without that it must not answer.
final class NodeHealth implements Health {

    private final Committer committer;

    NodeHealth(Committer committer) {
        this.committer = committer;
    }

    @Override
    public State alive() {
        return new State(true, "ok");
    }

    @Override
    public State ready() {
        return committer.healthy() ? new State(true, "ready") : new State(false, "the log cannot be written");
    }
}
