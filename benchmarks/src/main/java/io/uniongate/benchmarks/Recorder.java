package io.uniongate.benchmarks;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects how long requests took and which of them failed, from one mark to the next. */
final class Recorder {
    private static final int FIRST_CAPACITY = 1 << 16;

    private int[] micros = new int[FIRST_CAPACITY];
    private int count;
    private int errors;
    private @Nullable String firstError;
    private long since = System.nanoTime();

    synchronized void succeeded(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = Math.toIntExact(nanos / 1000);
    }

    synchronized void failed(String reason) {
        errors++;
        firstError = firstError == null ? reason : firstError;
    }

    /** What happened since the last mark. */
    Marked mark() {
        Marked marked;
        int[] taken;
        synchronized (this) {
            long now = System.nanoTime();
            taken = Arrays.copyOf(micros, count);
            marked = new Marked(count, errors, firstError, (now - since) / 1e9, 0, 0);
            count = 0;
            errors = 0;
            since = now;
        }
        Arrays.sort(taken);
        return marked.with(percentile(taken, 50), percentile(taken, 99));
    }

    private static int percentile(int[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
    }

    /** The load between two marks; latencies in microseconds. */
    record Marked(int requests, int errors, @Nullable String firstError, double seconds, int p50, int p99) {
        static Marked parse(String json) {
            JsonObject read = new JsonObject(json);
            return new Marked(
                    read.getInteger("requests"),
                    read.getInteger("errors"),
                    read.getString("firstError"),
                    read.getDouble("seconds"),
                    read.getInteger("p50"),
                    read.getInteger("p99"));
        }

        String encode() {
            return JsonObject.mapFrom(this).encode();
        }

        double rate() {
            return requests / seconds;
        }

        Marked with(int median, int slowest) {
            return new Marked(requests, errors, firstError, seconds, median, slowest);
        }
    }
}
