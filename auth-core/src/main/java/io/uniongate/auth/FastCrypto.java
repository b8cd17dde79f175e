package io.uniongate.auth;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Native elliptic curves where they load: ten times the JDK's own, fast enough for an event loop. */
public final class FastCrypto {
    private static final Logger LOG = LoggerFactory.getLogger(FastCrypto.class);
    private static final boolean NATIVE = install();

    private FastCrypto() {}

    /** Whether signatures may be made and checked on an event loop. */
    public static boolean isNative() {
        return NATIVE;
    }

    private static boolean install() {
        AmazonCorrettoCryptoProvider.install();
        boolean healthy = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
                && AmazonCorrettoCryptoProvider.INSTANCE
                        .runSelfTests()
                        .toString()
                        .equals("PASSED");
        if (healthy) {
            LOG.info("Signing with Amazon Corretto Crypto Provider");
        } else {
            LOG.warn("The native crypto library does not load here; signing with the JDK's own, on worker threads");
        }
        return healthy;
    }
}
