package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.AccessKeyUse;
import dev.keyhold.audit.Fields;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.iam.AccessKeyLastUsed;
import dev.keyhold.protocol.iam.GenerateCredentialReportRequest;
import dev.keyhold.protocol.iam.GenerateCredentialReportResponse;
import dev.keyhold.protocol.iam.GetAccessKeyLastUsedRequest;
import dev.keyhold.protocol.iam.GetAccessKeyLastUsedResponse;
import dev.keyhold.protocol.iam.GetAccountSummaryRequest;
import dev.keyhold.protocol.iam.GetAccountSummaryResponse;
import dev.keyhold.protocol.iam.GetCredentialReportRequest;
import dev.keyhold.protocol.iam.GetCredentialReportResponse;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ReportFormatType;
import dev.keyhold.protocol.iam.ReportStateType;
import dev.keyhold.protocol.iam.SummaryKeyType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What there is in the account, and who holds which credentials since when and used them last.
///
/// The credential report is made when it is fetched, so it is never old and none has to be kept. A root credential that
/// the server is given at its start is not stored, and so in neither.
final class Reports {

    private static final int READ_AT_ONCE = 1_000;
    private static final String NONE = "N/A";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final List<String> NO_KEY = List.of("false", NONE, NONE, NONE, NONE);
    private static final List<String> NO_CERTIFICATES = List.of("false", NONE, "false", NONE);

    private static final String COLUMNS =
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
                    + "password_next_rotation,mfa_active,"
                    + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
                    + "access_key_1_last_used_region,access_key_1_last_used_service,"
                    + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
                    + "access_key_2_last_used_region,access_key_2_last_used_service,"
                    + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    private final IdentityStore store;
    private final UsageProjection usage;

    Reports(IdentityStore store, UsageProjection usage) {
        this.store = store;
        this.usage = usage;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                read(
                        "GetAccountSummary",
                        GetAccountSummaryRequest.class,
                        input -> Fields.none(),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "*",
                        (call, input, nothing) -> new GetAccountSummaryResponse(summary(call.account()))),
                read(
                        "GenerateCredentialReport",
                        GenerateCredentialReportRequest.class,
                        input -> Fields.none(),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "*",
                        (call, input, nothing) -> new GenerateCredentialReportResponse(ReportStateType.COMPLETE, null)),
                read(
                        "GetCredentialReport",
                        GetCredentialReportRequest.class,
                        input -> Fields.none(),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "*",
                        (call, input, nothing) ->
                                new GetCredentialReportResponse(
                                        Blob.of(report(call.account()).getBytes(StandardCharsets.UTF_8)),
                                        ReportFormatType.TEXT_CSV,
                                        call.now())),
                read(
                        "GetAccessKeyLastUsed",
                        GetAccessKeyLastUsedRequest.class,
                        input -> new Fields().text("accessKeyId", input.accessKeyId()),
                        (call, input) -> new Key(input.accessKeyId(), ownerOf(call, input.accessKeyId())),
                        (call, input, key) -> key.owner().map(PolicyHolder::arn).orElse("*"),
                        (call, input, key) -> lastUsed(key)));
    }

    /// An access key of a request, and the user who has it.
    private record Key(String id, Optional<PolicyHolder> owner) {}

    private Optional<PolicyHolder> ownerOf(Call call, String id) {
        return store.accessKey(id)
                .filter(key -> key.account().equals(call.account()))
                .flatMap(AccessKey::userId)
                .flatMap(user -> store.holder(call.account(), user));
    }

    private GetAccessKeyLastUsedResponse lastUsed(Key key) {
        PolicyHolder owner = key.owner().orElseThrow(() -> IamErrors.accessKeyNotFound(key.id()));
        return new GetAccessKeyLastUsedResponse(
                owner.name(),
                usage.lastUseOf(key.id())
                        .map(use -> new AccessKeyLastUsed(use.time(), use.service(), use.region()))
                        .orElseGet(() -> new AccessKeyLastUsed(null, NONE, NONE)));
    }

    private Map<SummaryKeyType, Integer> summary(String account) {
        Map<SummaryKeyType, Integer> summary = new EnumMap<>(SummaryKeyType.class);
        for (SummaryKeyType key : SummaryKeyType.values()) {
            summary.put(key, 0);
        }
        summary.put(SummaryKeyType.USERS, count(account, Kind.USER));
        summary.put(SummaryKeyType.USERS_QUOTA, 5_000);
        summary.put(SummaryKeyType.GROUPS, count(account, Kind.GROUP));
        summary.put(SummaryKeyType.GROUPS_QUOTA, 300);
        summary.put(SummaryKeyType.ROLES, count(account, Kind.ROLE));
        summary.put(SummaryKeyType.ROLES_QUOTA, 1_000);
        summary.put(SummaryKeyType.POLICIES, Math.toIntExact(store.countPolicies(account)));
        summary.put(SummaryKeyType.POLICIES_QUOTA, 1_500);
        summary.put(SummaryKeyType.POLICY_VERSIONS_IN_USE, versions(account));
        summary.put(SummaryKeyType.POLICY_VERSIONS_IN_USE_QUOTA, 10_000);
        summary.put(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, 5);
        summary.put(SummaryKeyType.POLICY_SIZE_QUOTA, Documents.MAX_MANAGED);
        summary.put(SummaryKeyType.ASSUME_ROLE_POLICY_SIZE_QUOTA, Documents.MAX_TRUST);
        summary.put(SummaryKeyType.USER_POLICY_SIZE_QUOTA, 2_048);
        summary.put(SummaryKeyType.GROUP_POLICY_SIZE_QUOTA, 5_120);
        summary.put(SummaryKeyType.ROLE_POLICY_SIZE_QUOTA, 10_240);
        summary.put(SummaryKeyType.GROUPS_PER_USER_QUOTA, 10);
        summary.put(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2);
        summary.put(SummaryKeyType.ATTACHED_POLICIES_PER_USER_QUOTA, 10);
        summary.put(SummaryKeyType.ATTACHED_POLICIES_PER_GROUP_QUOTA, 10);
        summary.put(SummaryKeyType.ATTACHED_POLICIES_PER_ROLE_QUOTA, 10);
        summary.put(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, store.accessKeysOfRoot(account).isEmpty() ? 0 : 1);
        summary.put(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION, 1);
        return summary;
    }

    private int count(String account, Kind kind) {
        return Math.toIntExact(store.countHolders(account, kind));
    }

    private int versions(String account) {
        int versions = 0;
        String after = "";
        List<ManagedPolicy> read;
        do {
            read = store.policies(account, "/", after, READ_AT_ONCE);
            for (ManagedPolicy policy : read) {
                versions += policy.texts().size();
                after = policy.name();
            }
        } while (read.size() == READ_AT_ONCE);
        return versions;
    }

    private String report(String account) {
        StringBuilder csv = new StringBuilder(COLUMNS);
        List<String> root = new ArrayList<>(List.of("<root_account>", "arn:aws:iam::" + account + ":root", NONE));
        root.addAll(List.of("not_supported", "no_information", "not_supported", "not_supported", "false"));
        line(csv, root, store.accessKeysOfRoot(account));
        String after = "";
        List<PolicyHolder> read;
        do {
            read = store.holders(account, Kind.USER, "/", after, READ_AT_ONCE);
            for (PolicyHolder user : read) {
                List<String> cells = new ArrayList<>(List.of(user.name(), user.arn(), time(user.created())));
                cells.addAll(List.of("false", NONE, NONE, NONE, "false"));
                line(csv, cells, store.accessKeysOf(account, user.id()));
                after = user.name();
            }
        } while (read.size() == READ_AT_ONCE);
        return csv.toString();
    }

    private void line(StringBuilder csv, List<String> cells, List<AccessKey> keys) {
        for (int i = 0; i < 2; i++) {
            cells.addAll(i < keys.size() ? cells(keys.get(i)) : NO_KEY);
        }
        cells.addAll(NO_CERTIFICATES);
        csv.append('\n').append(cells.stream().map(Reports::quoted).collect(Collectors.joining(",")));
    }

    private List<String> cells(AccessKey key) {
        Optional<AccessKeyUse> use = usage.lastUseOf(key.id());
        return List.of(
                Boolean.toString(key.active()),
                time(key.created()),
                use.map(last -> time(last.time())).orElse(NONE),
                use.map(AccessKeyUse::region).orElse(NONE),
                use.map(AccessKeyUse::service).orElse(NONE));
    }

    private static String time(Instant time) {
        return TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    /// A name may have commas and a path quotation marks.
    private static String quoted(String cell) {
        return cell.contains(",") || cell.contains("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
