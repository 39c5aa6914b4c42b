package dev.keyhold.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Users for a development server: their policy files, the arguments that make them, and the credentials that the
/// server prints for them.
final class Users {

    /// Nothing that this server has.
    static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";

    private final Path directory;
    private final Map<String, Path> policies = new LinkedHashMap<>();

    /// @param directory where the policy files go
    Users(Path directory) {
        this.directory = directory;
    }

    /// One user more.
    Users with(String name, String policy) throws IOException {
        policies.put(name, Files.writeString(directory.resolve(name + ".json"), policy));
        return this;
    }

    /// Arguments of `keyhold dev`, before those of the users.
    String[] arguments(String... first) {
        List<String> arguments = new ArrayList<>(List.of(first));
        policies.forEach((name, file) -> arguments.addAll(List.of("--user", name + "=" + file)));
        return arguments.toArray(String[]::new);
    }

    /// The credential that the server printed for a user.
    static Credential of(KeyholdProcess process, String name) {
        List<String> printed = process.printed();
        int at = printed.indexOf("# user " + name);
        if (at < 0) {
            throw new AssertionError("no credential of " + name + ": " + process.transcript());
        }
        return new Credential(
                value(printed.get(at + 1), "AWS_ACCESS_KEY_ID"), value(printed.get(at + 2), "AWS_SECRET_ACCESS_KEY"));
    }

    private static String value(String line, String name) {
        int at = line.indexOf(name + "=");
        if (at < 0) {
            throw new AssertionError("no " + name + " in the line that should print it");
        }
        return line.substring(at + name.length() + 1).strip();
    }
}
