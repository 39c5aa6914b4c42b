package dev.keyhold.benchmarks;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// A server under load.
///
/// @param name what the report calls it
/// @param address its plain listener
/// @param pid its process, whose processor time is measured
record Target(String name, InetSocketAddress address, long pid) {

    /// Reads `name=http://host:port#pid`.
    ///
    /// @throws IllegalArgumentException if it is not that
    static Target parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException("a target is name=http://host:port#pid, not '" + text + "'");
        }
        URI uri = URI.create(text.substring(equals + 1));
        if (!"http".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPort() < 0
                || uri.getFragment() == null) {
            throw new IllegalArgumentException("a target is name=http://host:port#pid, not '" + text + "'");
        }
        return new Target(
                text.substring(0, equals),
                new InetSocketAddress(uri.getHost(), uri.getPort()),
                Long.parseLong(uri.getFragment()));
    }

    /// The value of the Host header.
    String host() {
        return address.getHostString() + ":" + address.getPort();
    }

    /// The processor time that the server has used so far.
    Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("process " + pid + " of " + name + " is gone"));
    }
}
