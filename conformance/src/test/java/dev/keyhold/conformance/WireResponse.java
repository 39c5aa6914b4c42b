package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A response as it came over the wire, header names with their case.
///
/// @param status the status
/// @param headers name and value, in order
/// @param body the body
record WireResponse(int status, List<Header> headers, String body) {

    private static final Pattern TYPE = Pattern.compile("\"__type\"\\s*:\\s*\"([A-Za-z]+)\"");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /// One header.
    ///
    /// @param name with its case
    /// @param value trimmed
    record Header(String name, String value) {}

    List<String> values(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value).toList();
    }

    /// The values of a header whose name has exactly this case.
    List<String> exactly(String name) {
        return headers.stream().filter(header -> header.name().equals(name)).map(Header::value).toList();
    }

    /// The code of a modelled error.
    String errorCode() {
        Matcher type = TYPE.matcher(body);
        assertThat(type.find()).as("a modelled error: %s", this).isTrue();
        return type.group(1);
    }

    /// It is a modelled error of the client, with a request id.
    WireResponse isModelledError() {
        assertThat(status).as("%s", this).isEqualTo(400);
        assertThat(errorCode()).isNotEmpty();
        assertThat(values("x-amzn-requestid")).as("%s", this).singleElement().asString().matches(UUID);
        assertThat(values("content-type")).as("%s", this).containsExactly("application/x-amz-json-1.1");
        return this;
    }
}
