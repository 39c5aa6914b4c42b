package dev.keyhold.conformance;

import java.util.Arrays;

/// A column of docs/coverage.md.
enum TestedClient {
    JAVA("Java SDK"),
    CLI("CLI"),
    BOTO3("boto3"),
    JAVASCRIPT("JS SDK"),
    ENCRYPTION_SDK_JAVA("ESDK Java"),
    ENCRYPTION_SDK_JAVASCRIPT("ESDK JS"),
    MONGODB("MongoDB"),
    TINK("Tink"),
    TERRAFORM("Terraform*"),
    TERRAFORM_IDENTITIES("Terraform IAM*"),
    SOPS("SOPS*"),
    VAULT("Vault*"),
    OPENTOFU("OpenTofu*"),
    KUBERNETES("Kubernetes*");

    private final String title;

    TestedClient(String title) {
        this.title = title;
    }

    /// The head of its column.
    String title() {
        return title;
    }

    static TestedClient titled(String title) {
        return Arrays.stream(values())
                .filter(client -> client.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/coverage.md has a column of nobody: " + title));
    }
}
