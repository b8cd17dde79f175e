package io.uniongate.contract.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTest {
    /** Clients and docs rely on these; a change here is a change of the public contract. */
    private static final String CATALOGUE = """
            ACCESS_DENIED 403 access_denied
            APP_SECRET_MISSING 500 server_error
            CODE_INVALID 401 access_denied
            COMPONENT_TICKET_MISSING 503 temporarily_unavailable
            CROSS_SITE_REQUEST 403 access_denied
            DATA_REJECTED 422 invalid_request
            INSUFFICIENT_SCOPE 403 insufficient_scope
            INTERNAL 500 server_error
            INVALID_CLIENT 401 invalid_client
            INVALID_GRANT 400 invalid_grant
            INVALID_REQUEST 400 invalid_request
            LOGIN_LOOP 429 temporarily_unavailable
            METHOD_NOT_ALLOWED 405 invalid_request
            NOT_ACCEPTABLE 406 invalid_request
            NOT_FOUND 404 invalid_request
            PAYLOAD_TOO_LARGE 413 invalid_request
            PHONE_CODE_INVALID 400 invalid_request
            PUSH_REJECTED 403 access_denied
            RATE_LIMITED 429 temporarily_unavailable
            REDIRECT_URI_INVALID 400 invalid_request
            REGISTRATION_EXPIRED 401 access_denied
            SESSION_KEY_STALE 409 invalid_request
            SNAPSHOT_USER 403 interaction_required
            STATE_INVALID 400 invalid_request
            STORAGE_UNAVAILABLE 503 temporarily_unavailable
            TOKEN_INVALID 401 invalid_token
            UNAUTHORIZED_CLIENT 400 unauthorized_client
            UNAVAILABLE 503 temporarily_unavailable
            UNKNOWN_APP 404 invalid_request
            UNSUPPORTED_GRANT_TYPE 400 unsupported_grant_type
            UNSUPPORTED_MEDIA_TYPE 415 invalid_request
            URL_NOT_ALLOWED 403 access_denied
            USER_BLOCKED 403 access_denied
            WECHAT_BAD_ANSWER 502 invalid_request
            WECHAT_MISCONFIGURED 500 server_error
            WECHAT_RATE_LIMITED 429 temporarily_unavailable
            WECHAT_UNAVAILABLE 503 temporarily_unavailable
            """;

    @Test
    void keepsItsPublicNames() {
        TreeMap<String, String> catalogue = cases(Problem.class)
                .map(ProblemTest::example)
                .collect(Collectors.toMap(
                        Problem::code,
                        problem -> problem.status() + " " + problem.error(),
                        (one, other) -> one + " AND " + other,
                        TreeMap::new));

        assertThat(catalogue.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()))
                .containsExactlyElementsOf(CATALOGUE.lines().toList());
    }

    @Test
    void spellsCodesAndTitlesFromTheCaseName() {
        Problem problem = new Problem.SessionKeyStale();

        assertThat(problem.code()).isEqualTo("SESSION_KEY_STALE");
        assertThat(problem.title()).isEqualTo("Session key stale");
    }

    @Test
    void saysWhenToTryAgainWheneverItPasses() {
        assertThat(cases(Problem.class).map(ProblemTest::example).filter(problem -> isPassingStatus(problem.status())))
                .allSatisfy(problem -> assertThat(problem).isInstanceOf(Problem.Passing.class));
    }

    @Test
    void travelsWithoutAStackTrace() {
        assertThat(new ProblemException(new Problem.CodeInvalid()).getStackTrace())
                .isEmpty();
    }

    private static boolean isPassingStatus(int status) {
        return status == 429 || status == 503;
    }

    private static Stream<Class<?>> cases(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(ProblemTest::cases);
    }

    private static Problem example(Class<?> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(components);
            return (Problem) constructor.newInstance(
                    Arrays.stream(components).map(ProblemTest::value).toArray());
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Object value(Class<?> type) {
        return type == long.class ? (Object) 7L : "detail";
    }
}
