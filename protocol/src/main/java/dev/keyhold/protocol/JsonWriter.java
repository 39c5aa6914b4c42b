package dev.keyhold.protocol;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes one message. Used once, by one thread.
final class JsonWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int USUAL_SIZE = 512;

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    static byte[] write(Record message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonWriter(generator).structure(message);
        }
        return out.toByteArray();
    }

    static byte[] write(KmsException error) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            generator.writeStringProperty("__type", error.code().wireName());
            if (error.getMessage() != null) {
                generator.writeStringProperty("message", error.getMessage());
            }
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private void structure(Record message) {
        generator.writeStartObject();
        for (Member member : Shape.of(message.getClass()).membersByName()) {
            Object value = member.valueIn(message);
            if (value != null) {
                generator.writeName(member.encodedName());
                value(member.type(), value);
            }
        }
        generator.writeEndObject();
    }

    private void value(ValueType type, Object value) {
        switch (type) {
            case ValueType.Text _ -> generator.writeString((String) value);
            case ValueType.HiddenText _ -> generator.writeString(((SecretText) value).reveal());
            case ValueType.Bytes _ -> generator.writeBinary(((Blob) value).shared());
            case ValueType.Choice choice -> generator.writeString(choice.nameOf((Enum<?>) value));
            case ValueType.Whole _ -> generator.writeNumber((Integer) value);
            case ValueType.LongWhole _ -> generator.writeNumber((Long) value);
            case ValueType.Truth _ -> generator.writeBoolean((Boolean) value);
            case ValueType.Time _ -> time((Instant) value);
            case ValueType.Array array -> {
                generator.writeStartArray();
                for (Object element : (List<?>) value) {
                    value(array.element(), element);
                }
                generator.writeEndArray();
            }
            case ValueType.Table table -> {
                generator.writeStartObject();
                ((Map<?, ?>) value)
                        .forEach((name, entry) -> {
                            generator.writeName(table.nameOf(name));
                            value(table.value(), entry);
                        });
                generator.writeEndObject();
            }
            case ValueType.Structure _ -> structure((Record) value);
        }
    }

    /// A plain decimal, because readers exist that take no exponent.
    private void time(Instant time) {
        long millis = time.toEpochMilli();
        if (millis % 1_000 == 0) {
            generator.writeNumber(millis / 1_000);
        } else {
            generator.writeNumber(BigDecimal.valueOf(millis, 3));
        }
    }
}
