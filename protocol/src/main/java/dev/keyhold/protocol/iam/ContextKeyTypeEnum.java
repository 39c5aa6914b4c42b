package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// The type of the values of a condition key. The order is that of the AWS model, which an error lists.
public enum ContextKeyTypeEnum {
    @WireName("string")
    STRING,
    @WireName("stringList")
    STRING_LIST,
    @WireName("numeric")
    NUMERIC,
    @WireName("numericList")
    NUMERIC_LIST,
    @WireName("boolean")
    BOOLEAN,
    @WireName("booleanList")
    BOOLEAN_LIST,
    @WireName("ip")
    IP,
    @WireName("ipList")
    IP_LIST,
    @WireName("binary")
    BINARY,
    @WireName("binaryList")
    BINARY_LIST,
    @WireName("date")
    DATE,
    @WireName("dateList")
    DATE_LIST
}
