package dev.keyhold.cli;

import dev.keyhold.boot.Config;
import dev.keyhold.boot.DataDirectory;
import dev.keyhold.boot.DevelopmentServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keyhold dev`: a server for development, ready when it prints `ready`.
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Start a development server. It is ready when it prints 'ready'.",
            "It takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of its environment as the account's root;"
                    + " without them it makes a pair and prints the exports."
        })
final class DevCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything in DIR. Without it nothing is kept.")
    private @Nullable Path data;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8200",
            description = "Where to listen (default: ${DEFAULT-VALUE}).")
    private String listen = "127.0.0.1:8200";

    @Option(
            names = "--admin-listen",
            paramLabel = "HOST:PORT",
            description = "Where to serve /metrics (default: nowhere).")
    private @Nullable String admin;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "000000000000",
            description = "The 12-digit account (default: ${DEFAULT-VALUE}).")
    private String account = "000000000000";

    @Option(
            names = "--user",
            paramLabel = "NAME=POLICY.json",
            description = "Make a user with this identity policy and print its credentials. Can be repeated.")
    private Map<String, Path> users = new LinkedHashMap<>();

    @Mixin private QuotaOptions quotas = new QuotaOptions();

    @Option(names = "--dangerously-public", description = "Allow an address that is not loopback, without TLS.")
    private boolean dangerouslyPublic;

    @Override
    public Integer call() throws Exception {
        if (!account.matches("[0-9]{12}")) {
            throw new ParameterException(spec.commandLine(), "--account must be 12 digits");
        }
        Config.Address address = address(listen);
        if (!dangerouslyPublic && !isLoopback(address.host())) {
            throw new ParameterException(
                    spec.commandLine(),
                    address.host()
                            + " is not a loopback address. A development server has no TLS and no duties;"
                            + " --dangerously-public listens there all the same.");
        }
        DevelopmentServer.Options options =
                new DevelopmentServer.Options(
                        Optional.ofNullable(data).map(DataDirectory::new),
                        address,
                        Optional.ofNullable(admin).map(this::address),
                        account,
                        quotas.quotas(),
                        users);
        return new DevelopmentServer(options, System.getenv(), spec.commandLine().getOut()).run();
    }

    private Config.Address address(String text) {
        try {
            return Config.Address.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private static boolean isLoopback(String host) throws UnknownHostException {
        return InetAddress.getByName(host).isLoopbackAddress();
    }
}
