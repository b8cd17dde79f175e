package io.uniongate.webpage;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.uniongate.contract.registration.Clients;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The origins of the clients' own pages: whose scripts may read our answers (security.md S42). */
final class RegisteredOrigins {
    private RegisteredOrigins() {}

    static Set<String> of(Clients clients) {
        return clients.byId().values().stream()
                .flatMap(client -> Stream.concat(client.redirectUris().stream(), client.returnTo().stream()))
                .map(ReturnTo::origin)
                .filter(Objects::nonNull)
                .collect(toUnmodifiableSet());
    }
}
