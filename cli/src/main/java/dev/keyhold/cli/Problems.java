package dev.keyhold.cli;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Says in a line what went wrong, for people.
final class Problems {

    private Problems() {}

    static String inWords(Throwable problem) {
        return switch (problem) {
            case AwsServiceException refused when refused.awsErrorDetails() != null ->
                    refused.awsErrorDetails().errorCode() + ": " + refused.awsErrorDetails().errorMessage();
            case SdkClientException unreachable ->
                    unreachable.getMessage()
                            + " (the endpoint comes from AWS_ENDPOINT_URL, the credentials and the region as in any AWS client)";
            default -> {
                String message = problem.getMessage();
                yield message == null ? problem.getClass().getSimpleName() : message;
            }
        };
    }
}
