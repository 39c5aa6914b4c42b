package dev.keyhold.cli;

import dev.keyhold.protocol.AwsJson;
import dev.keyhold.protocol.keyhold.KeyUsageEntry;
import dev.keyhold.protocol.keyhold.WhoUsedRequest;
import dev.keyhold.protocol.keyhold.WhoUsedResponse;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keyhold who-used`: who used a key, how often, when and from where.
@Command(
        name = "who-used",
        mixinStandardHelpOptions = true,
        description = {
            "Show who called which operations on a key, how often, when last and from where.",
            "Refused calls are shown too. The answer is exact: every call that was answered before is counted."
        })
final class WhoUsedCommand implements Callable<Integer> {

    private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})d?");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KEY", description = "Key id, key ARN or alias/NAME.")
    @SuppressWarnings("NullAway.Init") // required
    private String key;

    @Option(
            names = "--since",
            paramLabel = "DAYS",
            defaultValue = "90d",
            description = "How far to look back, in whole days of UTC (default: ${DEFAULT-VALUE}).")
    private String since = "90d";

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.table;

    @Override
    public Integer call() throws Exception {
        Matcher days = DAYS.matcher(since);
        if (!days.matches()) {
            throw new ParameterException(spec.commandLine(), "--since is a number of days, for example 30d");
        }
        WhoUsedResponse answer =
                KeyholdApi.ofEnvironment()
                        .call(
                                "WhoUsed",
                                new WhoUsedRequest(key, Integer.valueOf(days.group(1))),
                                WhoUsedResponse.class);
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case table -> print(answer, out);
            case json -> out.println(new String(AwsJson.encode(answer), StandardCharsets.UTF_8));
        }
        return 0;
    }

    /// Prints the answer as a table; also part of the tour.
    static void print(WhoUsedResponse answer, PrintWriter out) {
        out.println("Use of " + answer.keyArn() + " since " + answer.since());
        List<KeyUsageEntry> entries = answer.entries();
        if (entries.isEmpty()) {
            out.println("Nobody used it.");
            return;
        }
        Table table = new Table("PRINCIPAL", "OPERATION", "RESULT", "CALLS", "LAST", "FROM", "CLIENT");
        for (KeyUsageEntry entry : entries) {
            table.row(
                    entry.principal(),
                    entry.operation(),
                    entry.result(),
                    Long.toString(entry.calls()),
                    entry.last().toString(),
                    entry.lastAddress(),
                    clientKind(entry.lastUserAgent()));
        }
        table.print(out);
    }

    /// The first product of a user agent, which tells the kind of client.
    private static String clientKind(String userAgent) {
        int end = userAgent.indexOf(' ');
        return end < 0 ? userAgent : userAgent.substring(0, end);
    }
}
