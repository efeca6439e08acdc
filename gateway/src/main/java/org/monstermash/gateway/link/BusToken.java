package org.monstermash.gateway.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.monstermash.settings.SettingsException;

/** What workers must show. It is compared in constant time and never shown. */
public final class BusToken {
    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    private BusToken(String token) {
        this.expected = (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The token that is set, else the one in the file, which is made with 256 random bits, readable for its owner only,
     * where it is missing.
     *
     * @throws SettingsException in one line, when the file cannot be read or made
     */
    public static BusToken of(Optional<String> set, Path file) {
        return new BusToken(set.filter(token -> !token.isBlank()).orElseGet(() -> inFile(file)));
    }

    private static String inFile(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new SettingsException("BUS__TOKEN_FILE " + file + " is empty: delete it, and it is made anew");
            }
            return token;
        } catch (IOException e) {
            throw new SettingsException("BUS__TOKEN_FILE=" + file
                    + ": expected a file that can be read, or a folder (DATA_DIR, by default) in which it can be made");
        }
    }

    /** Under another name first, so that a worker never reads half a token. */
    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "bus", ".token");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @param authorization the header, or null where there is none */
    public boolean isShownBy(String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
