package io.uniongate.contract.registration;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.uniongate.contract.ClientId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The OAuth clients this server knows. */
public record Clients(Map<ClientId, Client> byId) {
    public Clients {
        byId = Map.copyOf(byId);
    }

    public static Clients of(Collection<Client> clients) {
        return new Clients(clients.stream().collect(toUnmodifiableMap(Client::id, identity())));
    }

    public Optional<Client> find(ClientId id) {
        return Optional.ofNullable(byId.get(id));
    }
}
