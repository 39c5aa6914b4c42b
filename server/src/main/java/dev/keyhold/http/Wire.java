package dev.keyhold.http;

import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.AwsJson;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.query.GetCallerIdentityRequest;
import dev.keyhold.protocol.query.GetCallerIdentityResponse;
import dev.keyhold.protocol.query.QueryReply;

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
            return new Answer(200, JSON_TYPE, output instanceof Unit ? NOTHING : AwsJson.encode(output));
        }

        @Override
        Answer error(KmsException error, String requestId) {
            return new Answer(error.code().httpStatus(), JSON_TYPE, AwsJson.encodeError(error));
        }
    },
    /// awsQuery: a form in, XML out. GetCallerIdentity is all there is of it.
    QUERY {
        @Override
        <I extends Record> I decode(Class<I> type, byte[] body) {
            return type.cast(new GetCallerIdentityRequest());
        }

        @Override
        Answer success(Record output, String requestId) {
            return switch (output) {
                case GetCallerIdentityResponse(String arn, String userId, String account) ->
                        new Answer(
                                200,
                                QueryReply.CONTENT_TYPE,
                                QueryReply.callerIdentity(account, arn, userId, requestId));
                default -> throw new IllegalStateException("no XML form of " + output.getClass());
            };
        }

        @Override
        Answer error(KmsException error, String requestId) {
            return new Answer(
                    error.code().queryStatus(),
                    QueryReply.CONTENT_TYPE,
                    QueryReply.error(QueryReply.STS_NAMESPACE, error, requestId));
        }
    };

    private static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final byte[] NOTHING = new byte[0];

    /// The request, validated.
    abstract <I extends Record> I decode(Class<I> type, byte[] body);

    /// A success.
    abstract Answer success(Record output, String requestId);

    /// A modelled error.
    abstract Answer error(KmsException error, String requestId);
}
