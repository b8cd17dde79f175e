package io.uniongate.simulator;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The record of what WeChat was asked: how a test sees that a call was made once, or not at all. */
public final class Requests {
    private final Object lock = new Object();
    private final Map<Long, RecordedRequest> recorded;
    private final Map<Api, Integer> counts = new EnumMap<>(Api.class);
    private long next;

    Requests(int limit) {
        this.recorded = new Bounded<>(limit);
    }

    public List<RecordedRequest> all() {
        synchronized (lock) {
            return List.copyOf(recorded.values());
        }
    }

    /** What one API was asked, by its name or its path, eldest first. */
    public List<RecordedRequest> taken(String api) {
        Api wanted = Api.of(api);
        return matching(request -> request.api() == wanted);
    }

    public List<RecordedRequest> ofApp(String appId) {
        return matching(request -> request.app().equals(appId));
    }

    /** The exchanges of one code, of a mini program or of a page. */
    public List<RecordedRequest> ofCode(String code) {
        return matching(request ->
                request.text("js_code").equals(code) || request.text("code").equals(code));
    }

    /** Counts also what the record has forgotten, or never kept. */
    public int count(String api) {
        synchronized (lock) {
            return counts.getOrDefault(Api.of(api), 0);
        }
    }

    public void reset() {
        synchronized (lock) {
            recorded.clear();
            counts.clear();
        }
    }

    long arrived(Call call, String app, Instant at) {
        synchronized (lock) {
            counts.merge(call.api(), 1, Integer::sum);
            recorded.put(
                    next,
                    new RecordedRequest(at, call.api(), app, call.method(), call.parameters(), call.body(), null));
            return next++;
        }
    }

    void answered(long number, int errcode) {
        synchronized (lock) {
            recorded.computeIfPresent(number, (same, request) -> request.answered(errcode));
        }
    }

    static boolean isAbout(RecordedRequest request, String code) {
        return request.text("js_code").equals(code) || request.text("code").equals(code);
    }

    private List<RecordedRequest> matching(Predicate<RecordedRequest> wanted) {
        return all().stream().filter(wanted).toList();
    }
}
