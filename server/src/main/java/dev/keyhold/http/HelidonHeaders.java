package dev.keyhold.http;

import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.ArrayList;
import java.util.List;

/// The headers of a Helidon request as they were received.
final class HelidonHeaders implements ReceivedHeaders {

    private final ServerRequestHeaders headers;

    HelidonHeaders(ServerRequestHeaders headers) {
        this.headers = headers;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(headers.size());
        for (Header header : headers) {
            names.add(header.headerName().lowerCase());
        }
        return names;
    }

    @Override
    public List<String> values(String lowerCaseName) {
        return headers.values(HeaderNames.create(lowerCaseName));
    }
}
