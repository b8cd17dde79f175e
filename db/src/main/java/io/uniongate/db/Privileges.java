package io.uniongate.db;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What our role may do with our schema and all in it, and the SQL by which somebody lets it do the rest. */
public record Privileges(String role, List<Held> all) {
    public Privileges {
        all = List.copyOf(all);
    }

    /** What SQL calls such a thing. */
    enum Kind {
        SCHEMA,
        TABLE,
        FUNCTION
    }

    /**
     * One thing: what our role lacks of what a server does with it, and who owns it, if that is not our role. Where it
     * must own it, {@code membership} lets it do so together with the owner, if that may be shared; if not,
     * {@code reversed} lets the owner give it away, where that needs leave.
     */
    record Held(
            Kind kind,
            String name,
            List<String> lacking,
            @Nullable String stranger,
            boolean mustOwn,
            @Nullable String membership,
            @Nullable String reversed) {
        Held {
            lacking = List.copyOf(lacking);
        }

        boolean lacksOwnership() {
            return mustOwn && stranger != null;
        }

        private Stream<String> missing() {
            return Stream.concat(
                    lacking.isEmpty() ? Stream.empty() : Stream.of(String.join(", ", lacking) + " ON " + name),
                    lacksOwnership() ? Stream.of("OWNER OF " + name) : Stream.empty());
        }
    }

    /** Whether there is no schema at all, in which tables are or could be. */
    public boolean homeless() {
        return all.isEmpty();
    }

    /** Whether everything that is there, if anything is, may at least be read. */
    public boolean readable() {
        return !homeless()
                && all.stream()
                        .flatMap(held -> held.lacking().stream())
                        .noneMatch(privilege -> privilege.equals("USAGE") || privilege.equals("SELECT"));
    }

    /** What a server does and our role may not. */
    public List<String> missing() {
        return all.stream().flatMap(Held::missing).toList();
    }

    /** The statements after which nothing is missing. */
    public List<String> grants() {
        List<Held> apart =
                all.stream().filter(held -> !comesWithMembership(held)).toList();
        return Stream.of(
                        all.stream().flatMap(held -> Stream.ofNullable(held.membership())),
                        Stream.of(Kind.values()).flatMap(kind -> grants(of(kind, apart))),
                        apart.stream().filter(Held::lacksOwnership).flatMap(this::gift))
                .flatMap(statements -> statements)
                .toList();
    }

    /** Whether among them is one for which owning all of it is not enough: who is a member of whom. */
    public boolean needsMembership() {
        return all.stream().anyMatch(held -> held.membership() != null);
    }

    /** Who owns what only its owner can change, which the migrations of a later release may do. */
    public List<String> strangers() {
        return all.stream()
                .map(Held::stranger)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** A member may do with the owner's things what that may. */
    private boolean comesWithMembership(Held one) {
        return all.stream()
                .anyMatch(held -> held.membership() != null && Objects.equals(held.stranger(), one.stranger()));
    }

    private Stream<String> grants(List<Held> some) {
        Map<List<String>, List<Held>> alike = some.stream()
                .filter(held -> !held.lacking().isEmpty())
                .collect(Collectors.groupingBy(Held::lacking, LinkedHashMap::new, Collectors.toList()));
        return alike.entrySet().stream().map(lack -> {
            Kind kind = lack.getValue().get(0).kind();
            return grant(
                    lack.getKey(),
                    kind + " " + lack.getValue().stream().map(Held::name).collect(Collectors.joining(", ")));
        });
    }

    private String grant(List<String> privileges, String on) {
        return "GRANT " + String.join(", ", privileges) + " ON " + on + " TO " + role;
    }

    private Stream<String> gift(Held table) {
        return Stream.concat(
                Stream.ofNullable(table.reversed()), Stream.of("ALTER TABLE " + table.name() + " OWNER TO " + role));
    }

    private static List<Held> of(Kind kind, List<Held> some) {
        return some.stream().filter(held -> held.kind() == kind).toList();
    }
}
