package dev.keyhold.authz;

enum Effect {
    ALLOW,
    DENY
}
