package dev.keyhold.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The whole text must match a regular expression. A text longer than its [Length] allows is refused for its length
/// alone and never matched, so that no pattern meets a text without bound.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
public @interface Matches {

    /// The pattern as the AWS model spells it, which is also what the error says.
    String value();
}
