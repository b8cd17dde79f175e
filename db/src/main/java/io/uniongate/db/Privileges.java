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

    /** One thing: what our role lacks of what a server does with it, and who owns it, if that is not our role. */
    record Held(
            Kind kind,
            String name,
            List<String> lacking,
            @Nullable String stranger,
            boolean mustOwn) {
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

    /** Whether everything that is there may at least be read. */
    public boolean readable() {
        return all.stream()
                .flatMap(held -> held.lacking().stream())
                .noneMatch(privilege -> privilege.equals("USAGE") || privilege.equals("SELECT"));
    }

    /** What a server does and our role may not. */
    public List<String> missing() {
        return all.stream().flatMap(Held::missing).toList();
    }

    /** The statements after which nothing is missing. */
    public List<String> grants() {
        List<Held> tables = of(Kind.TABLE);
        boolean everyTable = tables.stream().noneMatch(table -> table.lacking().isEmpty());
        return Stream.of(
                        grants(of(Kind.SCHEMA)),
                        everyTable && !tables.isEmpty() ? grantOnAll(tables) : grants(tables),
                        grants(of(Kind.FUNCTION)),
                        tables.stream().filter(Held::lacksOwnership).map(this::gift))
                .flatMap(statements -> statements)
                .toList();
    }

    /** Who owns what only its owner can change, which the migrations of a later release may do. */
    public List<String> strangers() {
        return all.stream()
                .map(Held::stranger)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
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

    private Stream<String> grantOnAll(List<Held> tables) {
        List<String> privileges = tables.stream()
                .flatMap(table -> table.lacking().stream())
                .distinct()
                .toList();
        return Stream.of(grant(
                privileges, "ALL TABLES IN SCHEMA " + of(Kind.SCHEMA).get(0).name()));
    }

    private String grant(List<String> privileges, String on) {
        return "GRANT " + String.join(", ", privileges) + " ON " + on + " TO " + role;
    }

    private String gift(Held table) {
        return "ALTER TABLE " + table.name() + " OWNER TO " + role;
    }

    private List<Held> of(Kind kind) {
        return all.stream().filter(held -> held.kind() == kind).toList();
    }
}
