package dev.yardmaster.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Two ranks that hold on to each other by one connection: where it ends, the other rank ends as well. */
final class FakeGroup {
    private FakeGroup() {}

    static void join(String rank, int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        if (rank.equals("0")) {
            ServerSocket listening = new ServerSocket(port, 4, here);
            Thread.ofPlatform().daemon().start(() -> lead(listening));
        } else {
            Socket leader = new Socket(here, port);
            leader.getOutputStream().write('r');
            Thread.ofPlatform().daemon().start(() -> hold(leader));
        }
    }

    /** Whoever connects and says nothing only wants to know whether it is there. */
    private static void lead(ServerSocket listening) {
        while (true) {
            try {
                Socket other = listening.accept();
                if (other.getInputStream().read() == 'r') {
                    System.out.println("rank 1 has joined");
                    hold(other);
                }
            } catch (IOException e) {
                System.err.println("lost a visitor: " + e.getMessage());
            }
        }
    }

    private static void hold(Socket other) {
        try {
            other.getInputStream().read();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        System.err.println("ncclRemoteError: remote process exited or there was a network error");
        System.exit(1);
    }
}
