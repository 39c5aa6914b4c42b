package dev.keyhold.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Reads one body into the slots of a shape. Used once, by one thread.
///
/// The body is decoded to characters first, because only a strict UTF-8 decoder refuses overlong forms and encoded
/// surrogates; the characters are wiped afterwards, since they may spell a plaintext. Jackson's table of property names
/// stays off: names of an encryption context are the caller's data and must not gather in a table of ours.
final class JsonReader {

    private static final int MAX_NESTING = 16;
    private static final int MAX_MEMBERS = 1_000;
    private static final int MAX_NAME_CHARS = 256;
    private static final int MAX_NUMBER_CHARS = 64;
    private static final long MAX_EPOCH_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_NESTING)
                                    .maxDocumentLength(AwsJson.MAX_BODY_BYTES)
                                    .maxStringLength(AwsJson.MAX_BODY_BYTES)
                                    .maxNameLength(AwsJson.MAX_BODY_BYTES)
                                    .maxNumberLength(MAX_NUMBER_CHARS)
                                    .build())
                    .build();

    private final JsonParser parser;

    /// Whether an escape may have smuggled in a lone surrogate, which the strict decoding cannot see.
    private final boolean hasUnicodeEscapes;

    private JsonReader(JsonParser parser, boolean hasUnicodeEscapes) {
        this.parser = parser;
        this.hasUnicodeEscapes = hasUnicodeEscapes;
    }

    /// The slots of `shape` as the body fills them.
    ///
    /// @throws KmsException `SerializationException`
    static @Nullable Object[] read(Shape<?> shape, byte[] body) {
        if (body.length == 0) {
            return new @Nullable Object[shape.members().size()];
        }
        if (body.length > AwsJson.MAX_BODY_BYTES) {
            throw Errors.serialization("The request body is larger than 1 MiB");
        }
        CharBuffer characters = decodeUtf8(body);
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), characters.array(), 0, characters.limit())) {
            return new JsonReader(parser, hasUnicodeEscapes(characters)).document(shape);
        } catch (JacksonException _) {
            throw Errors.serialization("The request body is not well-formed JSON or exceeds a limit");
        } finally {
            Arrays.fill(characters.array(), '\0');
        }
    }

    private static CharBuffer decodeUtf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException _) {
            throw Errors.serialization("The request body is not well-formed UTF-8");
        }
    }

    private static boolean hasUnicodeEscapes(CharBuffer characters) {
        for (int i = 1; i < characters.limit(); i++) {
            if (characters.array()[i] == 'u' && characters.array()[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object[] document(Shape<?> shape) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Errors.serialization("The request body is not a JSON object");
        }
        @Nullable Object[] slots = structure(shape);
        if (parser.nextToken() != null) {
            throw Errors.serialization("The request body goes on after its JSON object");
        }
        return slots;
    }

    private @Nullable Object[] structure(Shape<?> shape) {
        @Nullable Object[] slots = new @Nullable Object[shape.members().size()];
        int count = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            requireFewerThanMax(count++);
            Member member = shape.member(name);
            JsonToken token = parser.nextToken();
            if (member == null) {
                skipMember(name, token);
            } else if (token != JsonToken.VALUE_NULL) {
                slots[member.slot()] = value(member.type(), token);
            }
        }
        return slots;
    }

    private Object value(ValueType type, JsonToken token) {
        return switch (type) {
            case ValueType.Text _ -> text(token, "String");
            case ValueType.HiddenText _ -> SecretText.of(text(token, "String"));
            case ValueType.Bytes _ -> blob(token);
            case ValueType.Choice choice -> choice.of(text(token, "String"));
            case ValueType.Whole _ -> {
                require(token == JsonToken.VALUE_NUMBER_INT, token, "Integer");
                yield parser.getIntValue();
            }
            case ValueType.LongWhole _ -> {
                require(token == JsonToken.VALUE_NUMBER_INT, token, "Long");
                yield parser.getLongValue();
            }
            case ValueType.Truth _ -> {
                require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, token, "Boolean");
                yield token == JsonToken.VALUE_TRUE;
            }
            case ValueType.Time _ -> time(token);
            case ValueType.Array array -> list(array, token);
            case ValueType.Table table -> map(table, token);
            case ValueType.Structure structure -> {
                require(token == JsonToken.START_OBJECT, token, "Structure");
                yield structure(structure.shape());
            }
        };
    }

    private List<@Nullable Object> list(ValueType.Array array, JsonToken token) {
        require(token == JsonToken.START_ARRAY, token, "List");
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            requireFewerThanMax(elements.size());
            elements.add(next == JsonToken.VALUE_NULL ? null : value(array.element(), next));
        }
        return elements;
    }

    private Map<Object, @Nullable Object> map(ValueType.Table table, JsonToken token) {
        require(token == JsonToken.START_OBJECT, token, "Map");
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            requireFewerThanMax(entries.size());
            requireWellFormed(name);
            JsonToken next = parser.nextToken();
            Object key = table.key() instanceof ValueType.Choice choice ? choice.of(name) : name;
            entries.put(key, next == JsonToken.VALUE_NULL ? null : value(table.value(), next));
        }
        return entries;
    }

    private String text(JsonToken token, String wanted) {
        require(token == JsonToken.VALUE_STRING, token, wanted);
        String text = parser.getString();
        requireWellFormed(text);
        return text;
    }

    private Blob blob(JsonToken token) {
        require(token == JsonToken.VALUE_STRING, token, "Blob");
        return Blob.wrap(
                StrictBase64.decode(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength()));
    }

    private Instant time(JsonToken token) {
        require(token.isNumeric(), token, "Timestamp");
        BigDecimal seconds = decimal();
        // A huge exponent would make even a rounding expensive.
        if (Math.abs((long) seconds.scale()) > MAX_NUMBER_CHARS
                || seconds.abs().compareTo(BigDecimal.valueOf(MAX_EPOCH_SECOND)) > 0) {
            throw timestampOutOfRange();
        }
        BigDecimal nanos = seconds.setScale(9, RoundingMode.FLOOR).movePointRight(9);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private BigDecimal decimal() {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException _) {
            // Jackson lets this one through for an exponent that no BigDecimal can hold.
            throw timestampOutOfRange();
        }
    }

    private static KmsException timestampOutOfRange() {
        return Errors.serialization("A timestamp is out of range");
    }

    private void skipMember(String name, JsonToken token) {
        if (name.length() > MAX_NAME_CHARS) {
            throw Errors.serialization("A member name is longer than 256 characters");
        }
        requireWellFormed(name);
        skip(token);
    }

    private void skip(JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            int count = 0;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                requireFewerThanMax(count++);
                skipMember(name, parser.nextToken());
            }
        } else if (token == JsonToken.START_ARRAY) {
            int count = 0;
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                requireFewerThanMax(count++);
                skip(next);
            }
        } else if (token == JsonToken.VALUE_STRING) {
            // Also makes Jackson read the string to its end, and so refuse a bad escape in it.
            requireWellFormed(parser.getString());
        }
    }

    private static void requireFewerThanMax(int count) {
        if (count >= MAX_MEMBERS) {
            throw Errors.serialization("An object or list has more than 1,000 members");
        }
    }

    private void requireWellFormed(String text) {
        if (!hasUnicodeEscapes) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw Errors.serialization("A string has an unpaired surrogate");
                }
                i++;
            }
        }
    }

    private static void require(boolean matches, JsonToken token, String wanted) {
        if (!matches) {
            throw Errors.serialization(describe(token) + " cannot be converted to " + wanted);
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_NUMBER_INT -> "NUMBER_VALUE";
            case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            case VALUE_NULL -> "NULL_VALUE";
            case START_ARRAY -> "START_ARRAY";
            case START_OBJECT -> "START_OBJECT";
            case END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "UNKNOWN_VALUE";
        };
    }
}
