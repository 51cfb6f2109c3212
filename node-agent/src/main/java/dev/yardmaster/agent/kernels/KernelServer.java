package dev.yardmaster.agent.kernels;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.yardmaster.agent.weights.peer.PeerTickets;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.contract.agent.CacheOffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives snapshots to other nodes that come with a ticket; bounded in number and in bandwidth. */
public final class KernelServer implements HttpHandler {
    /** Where it has to be reachable on the agent's port. */
    public static final String PATH = "/peer/v1/kernels/";

    private static final Pattern ADDRESS =
            Pattern.compile(PATH + "([a-z0-9-]{1,64})/([A-Za-z0-9][A-Za-z0-9._-]{0,127})/([0-9a-f]{64})");
    private static final int MOST = 4;
    private static final int PIECE = 1 << 18;
    private static final String BEARER = "Bearer ";

    private final Seals seals;
    private final PeerTickets tickets;
    private final Bandwidth bandwidth;
    private final Semaphore uploads = new Semaphore(MOST);

    KernelServer(Seals seals, PeerTickets tickets, Bandwidth bandwidth) {
        this.seals = seals;
        this.tickets = tickets;
        this.bandwidth = bandwidth;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher address = ADDRESS.matcher(exchange.getRequestURI().getRawPath());
            if (!exchange.getRequestMethod().equals("GET")
                    || !address.matches()
                    || address.group(2).contains("..")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!allowed(exchange, CacheOffer.subject(address.group(1), address.group(2), address.group(3)))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (!uploads.tryAcquire()) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                try {
                    give(exchange, seals.find(address.group(1), address.group(2), address.group(3)));
                } finally {
                    uploads.release();
                }
            }
        }
    }

    private boolean allowed(HttpExchange exchange, String subject) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(h -> h.startsWith(BEARER))
                .flatMap(h -> tickets.check(h.substring(BEARER.length()), subject))
                .isPresent();
    }

    private void give(HttpExchange exchange, Optional<Path> snapshot) throws IOException {
        if (snapshot.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        try (InputStream in = Files.newInputStream(snapshot.get())) {
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, Files.size(snapshot.get()));
            send(in, exchange.getResponseBody());
        } catch (NoSuchFileException e) {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private void send(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            try {
                TimeUnit.NANOSECONDS.sleep(bandwidth.take(read, System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the agent ends", e);
            }
            out.write(piece, 0, read);
        }
    }
}
