package dev.keyhold.protocol.iam;

/// A place in a policy document.
///
/// @param line the line, from 1
/// @param column the column, from 0
public record Position(Integer line, Integer column) {}
