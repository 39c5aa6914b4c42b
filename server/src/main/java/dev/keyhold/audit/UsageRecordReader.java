package dev.keyhold.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads from an audit record what usage is counted by: one usage for every key that the call concerned. Threads:
/// confined to the projection.
final class UsageRecordReader {

    private static final JsonFactory JSON = new JsonFactory();

    private String account = "";
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

    private void readTop(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "userIdentity" -> readActor(parser);
                case "resources" -> readResources(parser);
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
            if (name.equals("arn")) {
                principal = parser.getString();
            } else {
                parser.skipChildren();
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
