package dev.keyhold.audit;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes audit records as CloudTrail JSON, event version 1.11 (AWS CloudTrail user guide, "CloudTrail record
/// contents"). Threads: safe, it has no state.
public final class AuditRecordWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /// The record as one line of UTF-8 JSON without a line end.
    public byte[] write(AuditRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("eventVersion", "1.11");
            writeActor(json, record.actor());
            json.writeStringProperty("eventTime", SECONDS.format(record.time().truncatedTo(ChronoUnit.SECONDS)));
            json.writeStringProperty("eventSource", record.eventSource());
            json.writeStringProperty("eventName", record.eventName());
            json.writeStringProperty("awsRegion", record.region());
            json.writeStringProperty("sourceIPAddress", record.origin().sourceIp());
            json.writeStringProperty("userAgent", record.origin().userAgent());
            record.error().ifPresent(error -> writeFailure(json, error));
            writeFields(json, "requestParameters", record.request());
            writeFields(json, "responseElements", record.response());
            if (!record.additional().isEmpty()) {
                boolean ofTheServer = record.eventType().equals("AwsServiceEvent");
                writeFields(json, ofTheServer ? "serviceEventDetails" : "additionalEventData", record.additional());
            }
            json.writeStringProperty("requestID", record.requestId());
            json.writeStringProperty("eventID", record.eventId());
            json.writeBooleanProperty("readOnly", record.readOnly());
            writeResources(json, record);
            json.writeStringProperty("eventType", record.eventType());
            json.writeBooleanProperty("managementEvent", true);
            json.writeStringProperty("recipientAccountId", record.recipientAccount());
            json.writeStringProperty("eventCategory", "Management");
            writeTls(json, record.origin());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeActor(JsonGenerator json, AuditRecord.Actor actor) {
        json.writeObjectPropertyStart("userIdentity");
        json.writeStringProperty("type", actor.type());
        json.writeStringProperty("principalId", actor.principalId());
        json.writeStringProperty("arn", actor.arn());
        json.writeStringProperty("accountId", actor.account());
        json.writeStringProperty("accessKeyId", actor.accessKeyId());
        actor.userName().ifPresent(name -> json.writeStringProperty("userName", name));
        actor.session().ifPresent(session -> writeSession(json, actor.account(), session));
        json.writeEndObject();
    }

    private static void writeSession(JsonGenerator json, String account, AuditRecord.SessionContext session) {
        json.writeObjectPropertyStart("sessionContext");
        json.writeObjectPropertyStart("sessionIssuer");
        json.writeStringProperty("type", session.issuerType());
        json.writeStringProperty("principalId", session.issuerId());
        json.writeStringProperty("arn", session.issuerArn());
        json.writeStringProperty("accountId", account);
        json.writeStringProperty("userName", session.issuerName());
        json.writeEndObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("creationDate", session.issued().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeStringProperty("mfaAuthenticated", "false");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeFailure(JsonGenerator json, AuditRecord.Failure error) {
        json.writeStringProperty("errorCode", error.code());
        if (!error.message().isEmpty()) {
            json.writeStringProperty("errorMessage", Fields.cut(error.message(), 1024));
        }
    }

    private static void writeFields(JsonGenerator json, String name, Fields fields) {
        if (fields.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            writeObject(json, name, fields);
        }
    }

    private static void writeObject(JsonGenerator json, String name, Fields fields) {
        json.writeObjectPropertyStart(name);
        for (Fields.Named field : fields.values()) {
            switch (field.value()) {
                case Fields.Text text -> json.writeStringProperty(field.name(), text.text());
                case Fields.Whole whole -> json.writeNumberProperty(field.name(), whole.number());
                case Fields.Flag flag -> json.writeBooleanProperty(field.name(), flag.flag());
                case Fields.TextList list -> {
                    json.writeArrayPropertyStart(field.name());
                    list.texts().forEach(json::writeString);
                    json.writeEndArray();
                }
                case Fields.Nested nested -> writeObject(json, field.name(), nested.fields());
                case Fields.Texts texts -> {
                    json.writeObjectPropertyStart(field.name());
                    texts.texts().forEach(json::writeStringProperty);
                    json.writeEndObject();
                }
            }
        }
        json.writeEndObject();
    }

    private static void writeResources(JsonGenerator json, AuditRecord record) {
        if (record.resources().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("resources");
        for (AuditRecord.Resource resource : record.resources()) {
            json.writeStartObject();
            json.writeStringProperty("accountId", resource.account());
            json.writeStringProperty("type", "AWS::KMS::Key");
            json.writeStringProperty("ARN", resource.arn());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTls(JsonGenerator json, AuditRecord.Origin origin) {
        json.writeObjectPropertyStart("tlsDetails");
        json.writeStringProperty("clientProvidedHostHeader", origin.host());
        json.writeEndObject();
    }
}
