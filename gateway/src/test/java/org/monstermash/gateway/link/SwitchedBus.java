package org.monstermash.gateway.link;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;

/** The bus behind the endpoint, another one for each test. */
public class SwitchedBus {
    private volatile HeapLog log = new HeapLog();
    private volatile ChatBus current = new InMemoryChatBus(log, Clock.systemUTC());

    ChatBus current() {
        return current;
    }

    void beginAnew() {
        log = new HeapLog();
        restart();
    }

    void restart() {
        current.close();
        current = new InMemoryChatBus(log, Clock.systemUTC());
    }

    List<Mute> muted() {
        return log.muted();
    }

    ChatBus asSeenByTheEndpoint() {
        return (ChatBus) Proxy.newProxyInstance(
                ChatBus.class.getClassLoader(), new Class<?>[] {ChatBus.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(current, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
