package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.audit.Usage;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.keyhold.KeyUsageEntry;
import dev.keyhold.protocol.keyhold.WhoUsedRequest;
import dev.keyhold.protocol.keyhold.WhoUsedResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// WhoUsed, one of our own: who called which operations on a key, how often, when and from where, refused calls
/// included. It is exact: every call that was answered before this one is counted. It answers for a deleted key too,
/// because that is when it is asked.
///
/// It needs `keyhold:WhoUsed`, an action without a resource: reading the record is the auditor's business, which no key
/// policy should have to grant.
final class WhoUsedOperation implements Operation<WhoUsedRequest, KeyArn, WhoUsedResponse> {

    private static final ApiName NAME = ApiName.keyhold("WhoUsed");
    private static final int DEFAULT_DAYS = 90;

    private final KeyResolver resolver;
    private final UsageProjection usage;

    WhoUsedOperation(KeyResolver resolver, UsageProjection usage) {
        this.resolver = resolver;
        this.usage = usage;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<WhoUsedRequest> input() {
        return WhoUsedRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(WhoUsedRequest input) {
        return new Fields().text("keyId", input.keyId()).number("days", input.days());
    }

    @Override
    public KeyArn resolve(Call call, WhoUsedRequest input) {
        return resolver.arn(call, input.keyId());
    }

    @Override
    public List<Access> accesses(Call call, WhoUsedRequest input, KeyArn key) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public WhoUsedResponse run(Call call, WhoUsedRequest input, KeyArn key) {
        int days = input.days() == null ? DEFAULT_DAYS : input.days();
        LocalDate since = LocalDate.ofInstant(call.now(), ZoneOffset.UTC).minusDays(days);
        Map<Usage.Tuple, Usage> overall = new HashMap<>();
        for (Usage daily : usage.ofKey(call.account(), key.toString(), since.toString())) {
            Usage.Tuple day = daily.key();
            Usage.Tuple tuple =
                    new Usage.Tuple("", day.account(), day.keyArn(), day.principal(), day.operation(), day.result());
            overall.merge(tuple, new Usage(tuple, daily.count(), daily.first(), daily.last()), Usage::plus);
        }
        List<KeyUsageEntry> entries =
                overall.values().stream()
                        .sorted(
                                Comparator.comparing((Usage use) -> use.last().time())
                                        .reversed()
                                        .thenComparing(use -> use.key().operation()))
                        .map(WhoUsedOperation::entry)
                        .toList();
        if (entries.isEmpty()) {
            resolver.find(call, input.keyId(), new KeyForms(true, false)); // a key that never was is not an unused one
        }
        return new WhoUsedResponse(key.toString(), since.atStartOfDay(ZoneOffset.UTC).toInstant(), entries);
    }

    private static KeyUsageEntry entry(Usage use) {
        return new KeyUsageEntry(
                use.key().principal(),
                use.key().operation(),
                use.key().result(),
                use.count(),
                use.first(),
                use.last().time(),
                use.last().address(),
                use.last().userAgent());
    }
}
