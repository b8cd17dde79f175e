package io.uniongate.app.bulk;

/** Why a line of an import says nobody; never quotes what stands there. */
final class BadLine extends Exception {
    private static final long serialVersionUID = 1L;

    BadLine(String reason) {
        super(reason, null, false, false);
    }
}
