package io.uniongate.benchmarks;

/** What makes a run worthless: an error under load, a broken promise of the data model, a server that does not start. */
final class BenchmarkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchmarkFailure(String message) {
        super(message);
    }

    BenchmarkFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
