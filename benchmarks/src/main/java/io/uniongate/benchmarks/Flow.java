package io.uniongate.benchmarks;

/** What is measured: one kind of request, as the load generator repeats it. */
enum Flow {
    KNOWN_LOGIN("known-user login"),
    NEW_LOGIN("new-user login"),
    REFRESH("refresh"),
    USERS_ME("/users/me");

    private final String label;

    Flow(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
