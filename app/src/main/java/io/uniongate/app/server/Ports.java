package io.uniongate.app.server;

import java.net.BindException;
import java.util.function.Supplier;

/**
 * Says which port could not be had, where the system only says that an address is in use.
 *
 * <p>Catches every exception, because {@code await} throws what a future failed with, checked or not.
 */
public final class Ports {
    private Ports() {}

    /** {@code key} is what chooses the port. */
    public static <T> T binding(String key, int port, Supplier<T> listening) {
        try {
            return listening.get();
        } catch (Exception failure) {
            if (isTaken(failure)) {
                throw taken(key, port, failure);
            }
            throw failure;
        }
    }

    private static StartException taken(String key, int port, Exception failure) {
        return new StartException(
                key + ": port " + port + " cannot be opened, most likely another program has it;"
                        + " choose another one",
                failure);
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
