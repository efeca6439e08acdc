package org.monstermash.bus;

import org.monstermash.bus.event.Message;

/** What became of a reply. */
public sealed interface ReplyState {

    /** Nobody began it. */
    record Unknown() implements ReplyState {}

    /** It was begun {@code attempt} times and is not finished. */
    record Begun(int attempt) implements ReplyState {}

    /** It is said. */
    record Stored(Message message) implements ReplyState {}

    /** It was stopped before its first word and will never be said. */
    record Buried() implements ReplyState {}
}
