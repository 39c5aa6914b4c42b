package dev.keyhold.http;

import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.AwsJson;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.query.AwsQuery;
import java.nio.charset.StandardCharsets;

/// How an API's requests and answers look on the wire.
enum Wire {
    /// awsJson1.1: the operation in X-Amz-Target, JSON both ways.
    JSON {
        @Override
        <I extends Record> I decode(Class<I> type, byte[] body) {
            return AwsJson.decode(type, body);
        }

        @Override
        Answer success(Record output, String requestId) {
            return new Answer(200, "application/x-amz-json-1.1", output instanceof Unit ? EMPTY : AwsJson.encode(output));
        }

        @Override
        Answer error(KmsException error, String requestId) {
            return new Answer(error.code().status(), "application/x-amz-json-1.1", AwsJson.encodeError(error));
        }
    },
    /// awsQuery: a form in, XML out.
    QUERY {
        @Override
        <I extends Record> I decode(Class<I> type, byte[] body) {
            return AwsQuery.decode(type, body);
        }

        @Override
        Answer success(Record output, String requestId) {
            return new Answer(200, "text/xml", AwsQuery.encode(output, requestId).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Answer error(KmsException error, String requestId) {
            return new Answer(
                    error.code().status(),
                    "text/xml",
                    AwsQuery.encodeError(error, requestId).getBytes(StandardCharsets.UTF_8));
        }
    };

    private static final byte[] EMPTY = new byte[0];

    /// The request, validated.
    abstract <I extends Record> I decode(Class<I> type, byte[] body);

    /// A success.
    abstract Answer success(Record output, String requestId);

    /// A modelled error.
    abstract Answer error(KmsException error, String requestId);
}
