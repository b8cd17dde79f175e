package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** A fault as the control API writes it: {@code {"api":"code2session","times":1,"effect":{"fails":40163}}}. */
final class FaultJson {
    private FaultJson() {}

    static Fault read(JsonObject json) {
        Fault fault = Fault.on(Api.of(json.getString("api", "")), times(json))
                .withApp(json.getString("app"))
                .withUser(json.getString("user"))
                .withProbability(json.getDouble("probability", 1.0))
                .withDelay(Duration.parse(json.getString("delay", "PT0S")))
                .withTiming(constant(Fault.Timing.class, json.getString("timing", "before")));
        return fault.withEffect(effect(json.getJsonObject("effect", new JsonObject())));
    }

    static JsonObject write(Fault fault) {
        JsonObject json = new JsonObject().put("api", fault.api().title());
        if (fault.times() == Fault.ALWAYS) {
            json.put("times", "always");
        } else {
            json.put("times", fault.times());
        }
        return json.put("app", fault.app())
                .put("user", fault.user())
                .put("probability", fault.probability())
                .put("timing", label(fault.timing()))
                .put("delay", fault.delay().toString())
                .put("effect", effect(fault.effect()));
    }

    private static int times(JsonObject json) {
        Object times = json.getValue("times", 1);
        return times.equals("always") ? Fault.ALWAYS : json.getInteger("times", 1);
    }

    /** The one key says which effect it is. */
    private static Effect effect(JsonObject json) {
        if (json.isEmpty()) {
            return new Effect.None();
        }
        String kind = json.fieldNames().iterator().next();
        return switch (kind) {
            case "fails" -> new Effect.Fails(json.getInteger(kind), Effect.ErrcodeForm.NUMBER);
            case "failsAsText" -> new Effect.Fails(json.getInteger(kind), Effect.ErrcodeForm.STRING);
            case "answers" -> answers(json.getJsonObject(kind));
            case "merges" -> new Effect.Merges(json.getJsonObject(kind));
            case "truncates" -> new Effect.Truncates();
            case "dirties" -> new Effect.Dirties();
            case "hangs" -> new Effect.Hangs();
            case "drops" -> new Effect.Drops();
            case "callsBackTwice" -> new Effect.CallsBackTwice();
            case "altersState" -> new Effect.AltersState(json.getString(kind));
            case "denies" -> new Effect.Denies(constant(Denial.class, json.getString(kind)));
            default -> throw new IllegalArgumentException("no effect is called " + kind);
        };
    }

    private static Effect answers(JsonObject json) {
        return new Effect.Answers(
                json.getInteger("status", 200),
                json.getString("contentType", "text/plain"),
                json.getString("body", ""));
    }

    private static JsonObject effect(Effect effect) {
        String kind = effect.getClass().getSimpleName();
        String name = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        JsonObject json = new JsonObject();
        if (effect instanceof Effect.Fails fails) {
            return json.put(fails.form() == Effect.ErrcodeForm.STRING ? "failsAsText" : name, fails.errcode());
        }
        if (effect instanceof Effect.Answers answers) {
            return json.put(name, JsonObject.mapFrom(answers));
        }
        if (effect instanceof Effect.Merges merges) {
            return json.put(name, merges.fields());
        }
        if (effect instanceof Effect.AltersState alters) {
            return json.put(name, alters.suffix());
        }
        if (effect instanceof Effect.Denies denies) {
            return json.put(name, label(denies.how()));
        }
        return effect instanceof Effect.None ? json : json.put(name, true);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String label) {
        return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
