package dev.keyhold.authz;

import java.util.List;

/// One key under one operator of a `Condition` element, as written.
///
/// @param values at least one
record ParsedCondition(String operator, String key, List<String> values) {}
