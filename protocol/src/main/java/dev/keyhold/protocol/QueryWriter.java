package dev.keyhold.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes one XML reply. Used once, by one thread.
final class QueryWriter {

    private static final int USUAL_SIZE = 1_024;

    private final StringBuilder xml = new StringBuilder(USUAL_SIZE);

    private QueryWriter() {}

    static byte[] reply(@Nullable Record message, String operation, String namespace, String requestId) {
        QueryWriter writer = new QueryWriter();
        writer.openRoot(operation + "Response", namespace);
        if (message != null) {
            writer.open(operation + "Result");
            writer.structure(message);
            writer.close(operation + "Result");
        }
        writer.open("ResponseMetadata");
        writer.element("RequestId", requestId);
        writer.close("ResponseMetadata");
        writer.close(operation + "Response");
        return writer.bytes();
    }

    static byte[] error(KmsException error, String namespace, String requestId) {
        QueryWriter writer = new QueryWriter();
        writer.openRoot("ErrorResponse", namespace);
        writer.open("Error");
        writer.element("Type", error.code().isClientFault() ? "Sender" : "Receiver");
        writer.element("Code", error.code().queryCode());
        String message = error.getMessage();
        if (message != null) {
            writer.element("Message", message);
        }
        writer.close("Error");
        writer.element("RequestId", requestId);
        writer.close("ErrorResponse");
        return writer.bytes();
    }

    private void structure(Record message) {
        for (Member member : Shape.of(message.getClass()).members()) {
            Object value = member.valueIn(message);
            if (value != null) {
                open(member.wireName());
                value(member.type(), value);
                close(member.wireName());
            }
        }
    }

    private void value(ValueType type, Object value) {
        switch (type) {
            case ValueType.Text _ -> escape((String) value);
            case ValueType.HiddenText _ -> escape(((SecretText) value).reveal());
            case ValueType.Bytes _ -> xml.append(Base64.getEncoder().encodeToString(((Blob) value).shared()));
            case ValueType.Choice choice -> escape(choice.nameOf((Enum<?>) value));
            case ValueType.Whole _, ValueType.LongWhole _, ValueType.Truth _ -> xml.append(value);
            // Its text form is ISO 8601, and has no fraction where there is none.
            case ValueType.Time _ -> xml.append(((Instant) value).truncatedTo(ChronoUnit.SECONDS));
            case ValueType.Array array -> {
                for (Object element : (List<?>) value) {
                    open("member");
                    value(array.element(), element);
                    close("member");
                }
            }
            case ValueType.Table table ->
                    ((Map<?, ?>) value)
                            .forEach((name, entry) -> {
                                open("entry");
                                element("key", table.nameOf(name));
                                open("value");
                                value(table.value(), entry);
                                close("value");
                                close("entry");
                            });
            case ValueType.Structure _ -> structure((Record) value);
        }
    }

    private void openRoot(String name, String namespace) {
        xml.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        xml.append("\">");
    }

    private void open(String name) {
        xml.append('<').append(name).append('>');
    }

    private void close(String name) {
        xml.append("</").append(name).append('>');
    }

    private void element(String name, String text) {
        open(name);
        escape(text);
        close(name);
    }

    /// Escapes for text and quoted attributes. What XML 1.0 cannot hold at all becomes the replacement character; tab,
    /// line feed and carriage return stand as references, because a parser would change the plain ones.
    private void escape(String text) {
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> xml.append("&amp;");
                        case '<' -> xml.append("&lt;");
                        case '>' -> xml.append("&gt;");
                        case '"' -> xml.append("&quot;");
                        case '\'' -> xml.append("&#39;");
                        case '\t', '\n', '\r' -> xml.append("&#").append(c).append(';');
                        default -> xml.appendCodePoint(isXmlCharacter(c) ? c : 0xFFFD);
                    }
                });
    }

    private static boolean isXmlCharacter(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private byte[] bytes() {
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
