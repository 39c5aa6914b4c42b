package dev.keyhold.boot;

import dev.keyhold.audit.Bundler;
import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.Committer;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.NodeLog;
import dev.keyhold.audit.SystemRecords;
import dev.keyhold.audit.UnauthenticatedCalls;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.authn.Authenticator;
import dev.keyhold.authn.Credentials;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.http.AdminEdge;
import dev.keyhold.http.CallMetrics;
import dev.keyhold.http.Health;
import dev.keyhold.http.HttpEdge;
import dev.keyhold.http.RequestPipeline;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.SessionTokens;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.Keys;
import dev.keyhold.operations.Authorisation;
import dev.keyhold.operations.Operations;
import dev.keyhold.schedule.Scheduler;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.KeyHierarchy;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteUsageIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A running node: the whole wiring, read from top to bottom, and its orderly end.
public final class Node implements AutoCloseable {

    private static final Pattern WELL_FORMED_REGION = Pattern.compile("([a-z]+-){2,3}[0-9]+");

    /// Twice and a half as many as AWS lets an account have: a cache that is less than half full keeps no order of use,
    /// which on the hot path costs more than the look-up.
    private static final int KEYS_IN_MEMORY = 250_000;

    private static final int IDENTITIES_IN_MEMORY = 20_000;
    private static final int POLICIES_IN_MEMORY = 10_000;
    private static final int GRANTS_IN_MEMORY = 250_000;
    private static final int MATERIALS_IN_MEMORY = 250_000;

    private final Clock clock;
    private final IdentityStore identityStore;
    private final SystemRecords records;
    private final AccessKeyFactory accessKeys;
    private final HttpEdge edge;
    private final Scheduler scheduler;
    private final String verifierKey;

    /// Closed in the reverse order of their opening.
    private final Deque<AutoCloseable> parts;

    private Node(
            Clock clock,
            IdentityStore identityStore,
            SystemRecords records,
            AccessKeyFactory accessKeys,
            HttpEdge edge,
            Scheduler scheduler,
            String verifierKey,
            Deque<AutoCloseable> parts) {
        this.clock = clock;
        this.identityStore = identityStore;
        this.records = records;
        this.accessKeys = accessKeys;
        this.edge = edge;
        this.scheduler = scheduler;
        this.verifierKey = verifierKey;
        this.parts = parts;
    }

    /// Opens the store and the key hierarchy, continues the log, and serves.
    ///
    /// @param config how the node runs; its data directory holds a deployment
    /// @param clock the only clock of the node
    /// @param onFailure told when calls can no longer be put on record
    /// @throws IllegalStateException in plain words if the node cannot start
    public static Node start(Config config, Clock clock, Consumer<Throwable> onFailure) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(config, clock, onFailure, parts);
        } catch (RuntimeException cannot) {
            closeAll(parts);
            throw cannot;
        }
    }

    private static Node start(Config config, Clock clock, Consumer<Throwable> onFailure, Deque<AutoCloseable> parts) {
        Secrets secrets = Secrets.create();
        Store store = opened(parts, Deployments.openStore(config));
        Deployment deployment = Deployments.require(store, config);
        KeyHierarchy hierarchy;
        try (SecretBytes rootKey = Deployments.rootKey(config)) {
            hierarchy = new KeyHierarchy(secrets.wrapping(), rootKey, deployment, store.deployments().domainKeys());
        }
        NodeKey nodeKey = NodeKey.open(config.data(), deployment, secrets);
        String nodeName = nodeKey.nodeName();

        CommitStore commits = store.commits(nodeName);
        Epochs epochs = new Epochs(commits.epoch());
        NodeLog log = NodeLog.open(nodeKey.origin(), nodeKey, clock, commits.head(), store.logs().newest(nodeName));
        Committer committer = opened(parts, new Committer(commits, log, epochs, onFailure));
        opened(parts, new Bundler(nodeName, store.logs(), store.bundles(), commits, committer));
        SystemRecords records = new SystemRecords(committer, epochs, secrets.randomness(), clock);
        UnauthenticatedCalls unauthenticated =
                opened(parts, new UnauthenticatedCalls(records, clock, config.account()));
        UsageProjection usage =
                opened(parts, new UsageProjection(store.logs(), SqliteUsageIndex.open(config.data().index())));

        Keys keys = new Keys(store.keys(), epochs, KEYS_IN_MEMORY);
        Identities identities = new Identities(store.identities(), epochs, IDENTITIES_IN_MEMORY);
        KeyFactory factory = new KeyFactory(hierarchy, secrets.randomness());
        KeyUse use = new KeyUse(store.keys(), hierarchy, secrets.engine(), deployment.id(), MATERIALS_IN_MEMORY);
        SessionTokens sessions = new SessionTokens(hierarchy);
        Authorisation authorisation =
                new Authorisation(keys, identities, store.grants(), epochs, POLICIES_IN_MEMORY, GRANTS_IN_MEMORY);
        Operations operations =
                new Operations(
                        new Operations.Tools(
                                keys,
                                store.grants(),
                                identities,
                                new AccessKeyFactory(hierarchy),
                                sessions,
                                factory,
                                use,
                                authorisation,
                                usage,
                                secrets.randomness(),
                                config.quotas(),
                                deployment.id()));
        Credentials credentials =
                new Credentials(
                        identities,
                        sessions,
                        hierarchy,
                        secrets.hmac(),
                        secrets.randomness(),
                        config.environment().orElse(null));
        Authenticator authenticator = new Authenticator(credentials, secrets.hmac(), servedRegion(config));

        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Gauge.builder("keyhold.commit.queued", committer, Committer::queued).register(metrics);
        RequestPipeline pipeline =
                new RequestPipeline(
                        new RequestPipeline.Parts(
                                operations,
                                authenticator,
                                authorisation,
                                committer,
                                epochs,
                                secrets.randomness(),
                                unauthenticated,
                                new CallMetrics(metrics),
                                config.quotas().requestsPerSecond()));
        Scheduler scheduler = opened(parts, new Scheduler(store.keys(), store.grants(), clock, pipeline::act));
        Health health = new NodeHealth(committer);
        config.admin()
                .ifPresent(address -> opened(parts, new AdminEdge(address.host(), address.port(), metrics::scrape)));
        HttpEdge edge =
                opened(
                        parts,
                        new HttpEdge(
                                new HttpEdge.Listener(
                                        config.listen().host(),
                                        config.listen().port(),
                                        config.tls() ? ServerCertificate.load(config.data().tls()) : null),
                                pipeline,
                                health,
                                secrets.randomness(),
                                clock));
        return new Node(
                clock,
                store.identities(),
                records,
                new AccessKeyFactory(hierarchy),
                edge,
                scheduler,
                nodeKey.verifierKey(),
                parts);
    }

    private static Predicate<String> servedRegion(Config config) {
        return config.regions().isEmpty()
                ? region -> WELL_FORMED_REGION.matcher(region).matches()
                : config.regions()::contains;
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    /// The port that the API listens on.
    public int port() {
        return edge.port();
    }

    /// The node's clock.
    Clock clock() {
        return clock;
    }

    /// The identities as committed.
    IdentityStore identityStore() {
        return identityStore;
    }

    /// Puts the node's own acts on record.
    SystemRecords records() {
        return records;
    }

    /// Makes credentials.
    AccessKeyFactory accessKeys() {
        return accessKeys;
    }

    /// Does what is due.
    Scheduler scheduler() {
        return scheduler;
    }

    /// The log's verifier key, which auditors keep.
    String verifierKey() {
        return verifierKey;
    }

    /// Lets running calls finish and be recorded, then closes everything in the reverse order of its opening.
    @Override
    public void close() {
        closeAll(parts);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        RuntimeException first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception cannot) {
                if (first == null) {
                    first = new IllegalStateException("the node did not stop cleanly", cannot);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
