package io.uniongate.db;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.uniongate.contract.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Encrypts what must not lie in the database in clear; the associated data ties a value to the row it belongs to. */
public final class Sealer {
    /** Every sealed value begins with Tink's version byte and the id of its key. */
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final String primaryLabel;
    private final Map<Integer, String> labels;
    private final Aead aead;

    private Sealer(List<SealingKey> keys) throws GeneralSecurityException {
        this.primaryLabel = keys.get(0).label();
        this.labels = labelsById(keys);
        this.aead = aead(keys);
    }

    /** Keys as configured, {@code label:base64 of 32 bytes}; the first one encrypts, all of them decrypt. */
    public static Sealer from(List<Secret> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "encryption.keys is empty, expected at least one " + SealingKey.EXPECTED);
        }
        List<SealingKey> keys = new ArrayList<>();
        for (Secret entry : entries) {
            keys.add(SealingKey.of(keys.size(), entry));
        }
        try {
            return new Sealer(keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available in this Java runtime", e);
        }
    }

    public Buffer seal(Secret plain, String associatedData) {
        try {
            return Buffer.buffer(aead.encrypt(bytes(plain.reveal()), bytes(associatedData)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be sealed", e);
        }
    }

    public Secret open(Buffer sealed, String associatedData) {
        String label = sealedWith(sealed).orElseThrow(() -> new UnsealException(unknownKey()));
        try {
            byte[] plain = aead.decrypt(sealed.getBytes(), bytes(associatedData));
            return new Secret(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new UnsealException("a value sealed with key '" + label
                    + "' does not open: it was altered, belongs to another row, or the key behind that label changed");
        }
    }

    /** The label of the key that encrypts now, stored beside each value so that a key change can find the old ones. */
    public String primaryKeyId() {
        return primaryLabel;
    }

    /** The label of the key a value was sealed with, empty when that key is no longer configured. */
    public Optional<String> sealedWith(Buffer sealed) {
        if (sealed.length() < PREFIX_BYTES) {
            return Optional.empty();
        }
        return Optional.ofNullable(labels.get(sealed.getInt(1)));
    }

    @Override
    public String toString() {
        return "Sealer" + labels.values();
    }

    private String unknownKey() {
        return "a value is sealed with a key that is not in encryption.keys (known: "
                + String.join(", ", labels.values()) + "); put the removed key back behind the others";
    }

    private static Map<Integer, String> labelsById(List<SealingKey> keys) {
        Map<Integer, String> labels = new LinkedHashMap<>();
        for (SealingKey key : keys) {
            if (labels.putIfAbsent(key.id(), key.label()) != null) {
                throw new IllegalArgumentException("encryption.keys names the label '" + key.label()
                        + "' twice, expected a label of its own for each key");
            }
        }
        return labels;
    }

    private static Aead aead(List<SealingKey> keys) throws GeneralSecurityException {
        AeadConfig.register();
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        for (SealingKey key : keys) {
            KeysetHandle.Builder.Entry entry =
                    KeysetHandle.importKey(tinkKey(key)).withFixedId(key.id());
            keyset.addEntry(keyset.size() == 0 ? entry.makePrimary() : entry);
        }
        return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    @AccessesPartialKey
    private static AesGcmKey tinkKey(SealingKey key) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(SealingKey.KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        byte[] bytes = key.bytes();
        try {
            return AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .setIdRequirement(key.id())
                    .build();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
