package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A file of certificates that are trusted: for a server whose own no public authority signed. */
final class CertificateFile {
    private CertificateFile() {}

    /**
     * {@return a maker of encrypted sockets to servers that one of the certificates signed} Read at
     * each call, so that a file may be renewed while the scanner runs.
     *
     * @param file one or more certificates, PEM
     * @throws IllegalStateException if there is none; the message names file and key
     */
    static SSLSocketFactory socketsTrusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(file, "there is no certificate in it", null);
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate each : certificates) {
                trusted.setCertificateEntry("redis-" + number++, each);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalStateException unusable(
            Path file, String why, @Nullable Exception cause) {
        return new IllegalStateException(
                file
                        + " can't be used ("
                        + why
                        + "): redis.tlsCertificates must be a file of certificates in PEM form",
                cause);
    }
}
