package dev.keyhold.http;

import dev.keyhold.audit.AuditRecord;
import dev.keyhold.audit.AuditRecordWriter;
import dev.keyhold.audit.Basis;
import dev.keyhold.audit.Change;
import dev.keyhold.audit.Commit;
import dev.keyhold.audit.Committer;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.Fields;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.audit.SystemRecords;
import dev.keyhold.audit.UnauthenticatedCalls;
import dev.keyhold.authn.Authenticated;
import dev.keyhold.authn.Authenticator;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.Caller;
import dev.keyhold.keys.Due;
import dev.keyhold.keys.DueGrant;
import dev.keyhold.keys.DueKey;
import dev.keyhold.operations.Api;
import dev.keyhold.operations.Authorisation;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Operations;
import dev.keyhold.operations.Peer;
import dev.keyhold.operations.Unit;
import dev.keyhold.operations.Unsigned;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KmsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of every API call: authenticate, decode, resolve, authorise, run, **commit**, encode.
///
/// Authorisation and audit stand here, once. A call whose basis changed before it was on record is decided again from
/// the start; its answer is made of what was committed. Threads: safe; a call runs on its own virtual thread.
public final class RequestPipeline {

    private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);

    /// How long a call is decided again when changes of what it read overtake it. Each batch that sends calls back has
    /// let another one through, so that even many callers that change one entity are all served; this only bounds it.
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int SALT_BYTES = 16;

    private final Operations operations;
    private final Router router;
    private final Authenticator authenticator;
    private final Authorisation authorisation;
    private final Committer committer;
    private final Epochs epochs;
    private final Randomness randomness;
    private final UnauthenticatedCalls unauthenticated;
    private final CallMetrics metrics;
    private final RequestRates rates;
    private final AuditRecordWriter writer = new AuditRecordWriter();

    /// The parts that a call passes.
    ///
    /// @param operations what can be called
    /// @param authenticator verifies the signature
    /// @param authorisation decides the accesses
    /// @param committer puts the call on record
    /// @param epochs at which epoch a decision begins
    /// @param randomness event ids and salts
    /// @param unauthenticated counts what nobody signed
    /// @param metrics counts and times calls
    /// @param requestsPerSecond calls of one identity; 0 for as many as it likes
    public record Parts(
            Operations operations,
            Authenticator authenticator,
            Authorisation authorisation,
            Committer committer,
            Epochs epochs,
            Randomness randomness,
            UnauthenticatedCalls unauthenticated,
            CallMetrics metrics,
            int requestsPerSecond) {}

    /// @param parts what a call passes
    public RequestPipeline(Parts parts) {
        this.operations = parts.operations();
        this.router = new Router(parts.operations());
        this.authenticator = parts.authenticator();
        this.authorisation = parts.authorisation();
        this.committer = parts.committer();
        this.epochs = parts.epochs();
        this.randomness = parts.randomness();
        this.unauthenticated = parts.unauthenticated();
        this.metrics = parts.metrics();
        this.rates = new RequestRates(parts.requestsPerSecond());
    }

    /// Answers one request.
    Answer handle(EdgeRequest request) {
        Route route;
        try {
            route = router.route(request);
        } catch (KmsException unknown) {
            unauthenticated.count(request.sourceIp(), unknown.code().wireName());
            return Wire.JSON.error(Api.KMS, unknown, request.requestId());
        }
        long started = System.nanoTime();
        Decided decided = decideAndCommit(request, route, started + PATIENCE_NANOS);
        metrics.record(
                route.operation().isPresent() ? route.requested() : "Unknown",
                decided.result(),
                System.nanoTime() - started);
        KmsException error = decided.error();
        Record output = decided.output();
        return error == null && output != null
                ? route.wire().success(route.api(), route.requested(), output, request.requestId())
                : route.wire().error(route.api(), error == null ? Errors.kmsInternal() : error, request.requestId());
    }

    private Decided decideAndCommit(EdgeRequest request, Route route, long patientUntil) {
        for (boolean first = true; ; first = false) {
            ReadSet reads = new ReadSet(epochs);
            Authenticated who;
            try {
                who = authenticate(request, route, reads);
            } catch (KmsException refused) {
                return nobodys(request, refused);
            } catch (RuntimeException broken) { // the store cannot be read, or a defect of ours
                LOG.error("authentication failed, request {}", request.requestId(), broken);
                return nobodys(request, Errors.kmsInternal());
            }
            Call call =
                    new Call(who.caller(), who.region(), request.requestId(), request.arrived(), request.peer(), reads);
            Optional<KmsException> tooMuch = tooMuch(call, first, patientUntil);
            Decided decided =
                    tooMuch.map(why -> Decided.refused(why, Fields.none()))
                            .orElseGet(() -> decide(request, route, call));
            Basis basis = tooMuch.isEmpty() ? reads.basis() : new Basis(epochs.current(), List.of());
            switch (committer.commit(commit(request, route, call, decided, basis))) {
                case Commit.Committed onRecord -> {
                    return decided;
                }
                case Commit.DecideAgain overtaken -> LOG.debug("request {} was overtaken", request.requestId());
                case Commit.Failed failed -> {
                    return Decided.refused(Errors.kmsInternal(), Fields.none());
                }
            }
        }
    }

    private Authenticated authenticate(EdgeRequest request, Route route, ReadSet reads) {
        return route.operation().orElse(null) instanceof Unsigned<?, ?, ?> unsigned
                ? provenByItsContent(request, route.wire(), unsigned, reads)
                : authenticator.authenticate(request.signed(), route.api().signingService(), request.arrived(), reads);
    }

    private static <I extends Record> Authenticated provenByItsContent(
            EdgeRequest request, Wire wire, Unsigned<I, ?, ?> operation, ReadSet reads) {
        I input = wire.decode(operation.input(), request.body());
        return new Authenticated(
                operation.caller(input, request.arrived(), request.peer(), reads), SystemRecords.REGION);
    }

    /// Why the call is not even decided: its caller makes too many, or it was overtaken for too long.
    private Optional<KmsException> tooMuch(Call call, boolean first, long patientUntil) {
        long now = System.nanoTime();
        if (first) {
            return rates.admits(call.caller(), now) ? Optional.empty() : Optional.of(Errors.throttled());
        }
        return patientUntil - now > 0 ? Optional.empty() : Optional.of(Errors.kmsInternal());
    }

    /// Nobody provably made this call, so it is counted, not recorded by itself.
    private Decided nobodys(EdgeRequest request, KmsException refused) {
        unauthenticated.count(request.sourceIp(), refused.code().wireName());
        return Decided.refused(refused, Fields.none());
    }

    private Decided decide(EdgeRequest request, Route route, Call call) {
        return route.operation()
                .map(operation -> decide(request, route.wire(), operation, call))
                .orElseGet(() -> Decided.refused(route.unknown(), Fields.none()));
    }

    private <I extends Record> Decided decide(EdgeRequest request, Wire wire, Operation<I, ?, ?> operation, Call call) {
        I input;
        try {
            input = wire.decode(operation.input(), request.body());
        } catch (KmsException malformed) {
            return Decided.refused(malformed, Fields.none());
        } catch (RuntimeException broken) {
            return broken(operation, call, Fields.none(), broken);
        }
        return decide(operation, call, input);
    }

    private <I extends Record, T, O extends Record> Decided decide(Operation<I, T, O> operation, Call call, I input) {
        Fields parameters = Fields.none();
        try {
            parameters = operation.requestParameters(input);
            T target = operation.resolve(call, input);
            authorisation.require(call, operation.accesses(call, input, target));
            return Decided.done(operation.run(call, input, target), parameters);
        } catch (KmsException refused) {
            return Decided.refused(refused, parameters);
        } catch (RuntimeException broken) {
            return broken(operation, call, parameters, broken);
        }
    }

    /// A defect of ours: the caller learns nothing of it, the operator everything.
    private static Decided broken(Operation<?, ?, ?> operation, Call call, Fields parameters, RuntimeException defect) {
        LOG.error("{} failed, request {}", operation.name().operation(), call.requestId(), defect);
        return Decided.refused(Errors.kmsInternal(), parameters);
    }

    private Commit commit(EdgeRequest request, Route route, Call call, Decided decided, Basis basis) {
        AuditRecord record = CallRecords.record(randomness.uuid(), request, route, call, decided);
        return commit(call, record, basis, decided.error() == null ? call.change() : call.changeIfRefused());
    }

    private Commit commit(Call call, AuditRecord record, Basis basis, @Nullable Change change) {
        byte[] salt = new byte[SALT_BYTES];
        randomness.nextBytes(salt);
        return new Commit(call.account(), call.region(), writer.write(record), salt, basis, change);
    }

    /// Does what has become due, by the same steps as a call: decided on what is committed, authorised, and on record
    /// together with its change. If nothing is due any more, nothing happens.
    ///
    /// @param due as the schedule found it
    /// @param now the time by which it is due
    /// @throws IllegalStateException if it cannot be done or not be put on record
    public void act(Due due, Instant now) {
        switch (due) {
            case DueKey key -> act(operations.due(key.act()), key, now);
            case DueGrant grant -> act(operations.expiry(), grant, now);
        }
    }

    private <D extends Record & Due> void act(Operation<D, ?, Unit> operation, D due, Instant now) {
        while (true) {
            ReadSet reads = new ReadSet(epochs);
            Call call =
                    new Call(new Caller.Service(due.account()), due.region(), randomness.uuid(), now, Peer.NONE, reads);
            Decided decided = decide(operation, call, due);
            if (decided.error() != null) {
                throw new IllegalStateException(due + " is refused", decided.error());
            }
            if (call.change() == null) {
                return;
            }
            AuditRecord record = CallRecords.serviceEvent(randomness.uuid(), operation.name(), call);
            switch (committer.commit(commit(call, record, reads.basis(), call.change()))) {
                case Commit.Committed onRecord -> {
                    return;
                }
                case Commit.DecideAgain overtaken -> LOG.debug("{} was overtaken", due);
                case Commit.Failed failed -> throw new IllegalStateException(due + " is not on record", failed.cause());
            }
        }
    }

    /// What came of deciding a call: an output, or the error that refuses it.
    ///
    /// @param output the answer, or null if refused
    /// @param error why it was refused, or null
    /// @param parameters what of the request may be recorded
    record Decided(@Nullable Record output, @Nullable KmsException error, Fields parameters) {

        static Decided done(Record output, Fields parameters) {
            return new Decided(output, null, parameters);
        }

        static Decided refused(KmsException error, Fields parameters) {
            return new Decided(null, error, parameters);
        }

        String result() {
            return error == null ? "ok" : error.code().wireName();
        }
    }
}
