package dev.keyhold.http;

import dev.keyhold.operations.Api;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.AwsJson;
import dev.keyhold.protocol.AwsQuery;
import dev.keyhold.protocol.KmsException;

/// How an API's requests and answers look on the wire.
enum Wire {
    /// awsJson1.1: the operation in X-Amz-Target, JSON both ways.
    JSON {
        @Override
        <I extends Record> I decode(Class<I> type, byte[] body) {
            return AwsJson.decode(type, body);
        }

        @Override
        Answer success(Api api, String operation, Record output, String requestId) {
            return new Answer(200, JSON_TYPE, output instanceof Unit ? NOTHING : AwsJson.encode(output));
        }

        @Override
        Answer error(Api api, KmsException error, String requestId) {
            return new Answer(error.code().httpStatus(), JSON_TYPE, AwsJson.encodeError(error));
        }
    },
    /// awsQuery: a form in, XML out.
    QUERY {
        @Override
        <I extends Record> I decode(Class<I> type, byte[] body) {
            return AwsQuery.decode(type, body);
        }

        @Override
        Answer success(Api api, String operation, Record output, String requestId) {
            byte[] xml =
                    output instanceof Unit
                            ? AwsQuery.encodeNothing(operation, namespace(api), requestId)
                            : AwsQuery.encode(output, operation, namespace(api), requestId);
            return new Answer(200, AwsQuery.CONTENT_TYPE, xml);
        }

        @Override
        Answer error(Api api, KmsException error, String requestId) {
            return new Answer(
                    error.code().queryStatus(),
                    AwsQuery.CONTENT_TYPE,
                    AwsQuery.encodeError(error, namespace(api), requestId));
        }
    };

    /// How an API's requests and answers look.
    static Wire of(Api api) {
        return api == Api.IAM || api == Api.STS ? QUERY : JSON;
    }

    private static String namespace(Api api) {
        return api == Api.IAM ? AwsQuery.IAM_NAMESPACE : AwsQuery.STS_NAMESPACE;
    }

    private static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final byte[] NOTHING = new byte[0];

    /// The request, validated.
    abstract <I extends Record> I decode(Class<I> type, byte[] body);

    /// A success of an operation, whose name some replies carry.
    abstract Answer success(Api api, String operation, Record output, String requestId);

    /// A modelled error.
    abstract Answer error(Api api, KmsException error, String requestId);
}
