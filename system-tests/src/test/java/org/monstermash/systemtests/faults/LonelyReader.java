package org.monstermash.systemtests.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** {@code LonelyReader <uri>}: reads until it is closed, and says "inside" and "closed" with the code. */
final class LonelyReader implements WebSocket.Listener {
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean inside;

    private LonelyReader() {}

    public static void main(String[] args) throws InterruptedException {
        LonelyReader reader = new LonelyReader();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(args[0]), reader)
                .join();
        reader.end.await();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (!inside) {
            inside = true;
            System.out.println("inside");
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.out.println("closed " + code);
        end.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        System.out.println("closed by " + error);
        end.countDown();
    }
}
