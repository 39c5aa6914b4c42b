package dev.keyhold.http;

import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The headers of a Helidon request as they were received.
final class HelidonHeaders implements ReceivedHeaders {

    private final ServerRequestHeaders headers;

    HelidonHeaders(ServerRequestHeaders headers) {
        this.headers = headers;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Header header : headers) {
            names.add(header.headerName().lowerCase());
        }
        return names;
    }

    @Override
    public List<String> values(String lowerCaseName) {
        HeaderName name = HeaderNames.create(lowerCaseName);
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
    }
}
