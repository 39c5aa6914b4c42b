package dev.keyhold.authz;

import dev.keyhold.authz.ParsedStatement.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads policy text strictly: the JSON grammar, no member twice, no element that is not known, no value of another
/// type. Nothing is read past the first token that has no place, so the shape of a policy bounds the nesting. One use,
/// one thread.
final class PolicyReader {
    private static final Pattern TEXT = Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
    // an escape in a JSON string must not bring in what the text itself may not hold
    private static final Pattern STRING = Pattern.compile("[\\u0020-\\u00FF]*");
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // names come from callers: kept out of tables that live as long as the process
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build();

    private static final String NOT_A_CONDITION = "A statement's Condition is not an object of objects.";
    private static final String OTHER_CHARACTERS =
            "The policy has a string with characters other than U+0020 to U+00FF.";

    /// What a variable stands for can be long and is not known before a request, so their number bounds the time that a
    /// decision takes.
    private static final int MAX_VARIABLES = 100;

    private final JsonParser json;
    private int mayBeVariables;

    private PolicyReader(JsonParser json) {
        this.json = json;
    }

    static ParsedPolicy read(String text) {
        // every character above U+007F that is allowed takes two bytes
        if (text.length() > PolicyDocument.MAX_BYTES
                || text.length() + text.chars().filter(c -> c > 0x7f).count() > PolicyDocument.MAX_BYTES) {
            throw new PolicyTooLargeException();
        }
        if (!TEXT.matcher(text).matches()) {
            throw new MalformedPolicyException(
                    "The policy is empty or has characters other than tab, line feed,"
                            + " carriage return and U+0020 to U+00FF.");
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new PolicyReader(json).policy();
        } catch (JacksonException e) {
            throw notStrictJson(e.getLocation());
        }
    }

    private ParsedPolicy policy() {
        boolean variables = false;
        List<ParsedStatement> statements = List.of();
        require(json.nextToken() == JsonToken.START_OBJECT, "The policy is not a JSON object.");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "Version" -> variables = isVersionWithVariables(string());
                case "Id" -> string();
                case "Statement" -> statements = statements();
                default -> throw new MalformedPolicyException("The policy has an element that is not known.");
            }
        }
        require(json.nextToken() == null, "The policy has text after its end.");
        require(!statements.isEmpty(), "The policy has no statement.");
        require(
                !variables || mayBeVariables <= MAX_VARIABLES,
                "The policy has more than " + MAX_VARIABLES + " policy variables.");
        return new ParsedPolicy(variables, statements);
    }

    private static boolean isVersionWithVariables(String version) {
        return switch (version) {
            case "2012-10-17" -> true;
            case "2008-10-17" -> false;
            default -> throw new MalformedPolicyException("The policy's Version is not 2012-10-17 or 2008-10-17.");
        };
    }

    private List<ParsedStatement> statements() {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return List.of(statement(1));
        }
        require(json.currentToken() == JsonToken.START_ARRAY, "The policy's Statement is not a list of objects.");
        List<ParsedStatement> statements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "The policy's Statement is not a list of objects.");
            statements.add(statement(statements.size() + 1));
        }
        return statements;
    }

    private ParsedStatement statement(int number) {
        String sid = "";
        Effect effect = null;
        Principals principals = null;
        Values actions = null;
        Values resources = null;
        List<ParsedCondition> conditions = List.of();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "Sid" -> sid = string();
                case "Effect" -> effect = effect(string());
                case "Principal", "NotPrincipal" -> {
                    require(principals == null, "A statement has both an element and its Not form.");
                    principals = principals(name.equals("NotPrincipal"));
                }
                case "Action", "NotAction" -> actions = values(name, actions);
                case "Resource", "NotResource" -> resources = values(name, resources);
                case "Condition" -> conditions = conditions();
                default -> throw new MalformedPolicyException("A statement has an element that is not known.");
            }
        }
        if (effect == null) {
            throw new MalformedPolicyException("A statement has no Effect.");
        }
        return new ParsedStatement(number, sid, effect, principals, actions, resources, conditions);
    }

    private static Effect effect(String text) {
        return switch (text) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new MalformedPolicyException("A statement's Effect is not Allow or Deny.");
        };
    }

    private Principals principals(boolean negated) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            require(string().equals("*"), "A statement's Principal is neither * nor an object.");
            return Principals.ofEveryone(negated);
        }
        List<String> aws = List.of();
        List<String> services = List.of();
        List<String> federated = List.of();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            List<String> values = strings();
            switch (name) {
                case "AWS" -> aws = values;
                case "Service" -> services = values;
                case "Federated" -> federated = values;
                case "CanonicalUser" -> throw new UnsupportedPolicyElementException("Principal." + name);
                default -> throw new MalformedPolicyException("A Principal has an element that is not known.");
            }
        }
        require(
                !(aws.isEmpty() && services.isEmpty() && federated.isEmpty()),
                "Policy contains a statement with no principal.");
        return Principals.of(negated, aws, services, federated);
    }

    private List<ParsedCondition> conditions() {
        List<ParsedCondition> conditions = new ArrayList<>();
        require(json.currentToken() == JsonToken.START_OBJECT, NOT_A_CONDITION);
        for (String operator = json.nextName(); operator != null; operator = json.nextName()) {
            require(json.nextToken() == JsonToken.START_OBJECT, NOT_A_CONDITION);
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                json.nextToken();
                require(STRING.matcher(key).matches(), OTHER_CHARACTERS);
                List<String> values = list(this::conditionValue);
                require(!values.isEmpty(), "A statement has an empty list.");
                conditions.add(new ParsedCondition(operator, key, values));
            }
        }
        return conditions;
    }

    // numbers and booleans need no quotes there
    private String conditionValue() {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> json.getString();
            default -> string();
        };
    }

    private Values values(String element, @Nullable Values earlier) {
        require(earlier == null, "A statement has both an element and its Not form.");
        List<String> texts = strings();
        require(!texts.isEmpty(), "A statement has an empty list.");
        return new Values(element.startsWith("Not"), texts);
    }

    private List<String> strings() {
        return list(this::string);
    }

    private List<String> list(Supplier<String> value) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(value.get());
        }
        List<String> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value.get());
        }
        return values;
    }

    private String string() {
        require(json.currentToken() == JsonToken.VALUE_STRING, "The policy has a value that is not a string.");
        String string = json.getString();
        require(STRING.matcher(string).matches(), OTHER_CHARACTERS);
        for (int at = string.indexOf("${"); at >= 0; at = string.indexOf("${", at + 1)) {
            mayBeVariables++;
        }
        return string;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedPolicyException(otherwise);
        }
    }

    // the parser's own message quotes the text, so it stays behind
    private static MalformedPolicyException notStrictJson(@Nullable TokenStreamLocation where) {
        String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new MalformedPolicyException("The policy is not valid JSON or has a member twice" + place + ".");
    }
}
