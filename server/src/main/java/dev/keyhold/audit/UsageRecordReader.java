package dev.keyhold.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads from an audit record what usage is counted by: one usage for every key that the call concerned. Threads:
/// confined to the projection.
final class UsageRecordReader {

    private static final JsonFactory JSON = new JsonFactory();

    private String account = "";
    private String accessKeyId = "";
    private String eventSource = "";
    private String region = "";
    private String principal = "";
    private String operation = "";
    private String result = "";
    private String time = "";
    private String address = "";
    private String userAgent = "";
    private String eventId = "";
    private String requestId = "";
    private final List<String> keys = new ArrayList<>(2);

    /// The usage that the record tells of; empty if it concerns no key.
    List<Usage> read(byte[] record) {
        accessKeyId = eventSource = region = "";
        account = principal = operation = time = address = userAgent = eventId = requestId = "";
        result = "ok";
        keys.clear();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), record)) {
            parser.nextToken();
            readTop(parser);
        }
        List<Usage> usage = new ArrayList<>(keys.size());
        for (String key : keys) {
            Instant at = Instant.parse(time);
            Usage.Tuple tuple = new Usage.Tuple(time.substring(0, 10), account, key, principal, operation, result);
            usage.add(new Usage(tuple, 1, at, new Usage.Use(at, address, userAgent, eventId, requestId)));
        }
        return usage;
    }

    /// The use of the access key that signed the call of the record read last. None of a temporary one: there is no end
    /// of them, and nobody asks when one was last used.
    Optional<AccessKeyUse> accessKeyUse() {
        return accessKeyId.isEmpty() || accessKeyId.startsWith("ASIA")
                ? Optional.empty()
                : Optional.of(
                        new AccessKeyUse(
                                accessKeyId, Instant.parse(time), eventSource.replace(".amazonaws.com", ""), region));
    }

    private void readTop(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "userIdentity" -> readActor(parser);
                case "resources" -> readResources(parser);
                case "eventSource" -> eventSource = parser.getString();
                case "awsRegion" -> region = parser.getString();
                case "eventTime" -> time = parser.getString();
                case "eventName" -> operation = parser.getString();
                case "errorCode" -> result = parser.getString();
                case "sourceIPAddress" -> address = parser.getString();
                case "userAgent" -> userAgent = parser.getString();
                case "eventID" -> eventId = parser.getString();
                case "requestID" -> requestId = parser.getString();
                case "recipientAccountId" -> account = parser.getString();
                default -> parser.skipChildren();
            }
        }
    }

    private void readActor(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "arn" -> principal = parser.getString();
                case "accessKeyId" -> accessKeyId = parser.getString();
                default -> parser.skipChildren();
            }
        }
    }

    private void readResources(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("ARN")) {
                    keys.add(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }
}
